"""gzip with a lid: what comes from the line may not grow beyond what was agreed on."""

from __future__ import annotations

import gzip
import zlib

from sync.wire.strict_json import Unreadable

LARGEST_PACKED = 512 * 1024
"""Bytes of a request's body as it travels."""

LARGEST_UNPACKED = 1024 * 1024
"""Bytes of a request's body once unpacked: a batch of 256 KB and room for one large event."""

_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(ValueError):
    """The body is larger than was agreed on; the sender halves its batch."""


def pack(plain: bytes) -> bytes:
    """Return ``plain`` as gzip, without a time, so that the same bytes make the same bytes."""
    return gzip.compress(plain, 6, mtime=0)


def unpack(packed: bytes, largest: int = LARGEST_UNPACKED) -> bytes:
    """Return what ``packed`` holds; memory stays below ``largest`` bytes whatever it claims.

    Raises ``TooLarge``, or ``Unreadable`` where it is no whole gzip stream with nothing behind it.
    """
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = stream.decompress(packed, largest + 1)
    except zlib.error as reason:
        raise Unreadable("it is no gzip stream") from reason
    if len(plain) > largest:
        raise TooLarge(f"unpacked it has more than {largest} bytes")
    if not stream.eof or stream.unused_data:
        raise Unreadable("the gzip stream is cut off, or something follows it")
    return plain
