"""Unpacking gzip with a lid: a bomb is stopped at the cap, not when the memory is gone."""

from __future__ import annotations

import zlib

from kiosk.stick import faults
from kiosk.stick.reading import Unfit

GZIP = b"\x1f\x8b"
_WITH_GZIP_HEADER = 31


def inflated(packed: bytes, largest: int) -> bytes:
    """Return what a single gzip member holds; raises ``Unfit`` above ``largest`` bytes.

    Also raises it where the member is damaged or anything follows it.
    """
    unpacking = zlib.decompressobj(_WITH_GZIP_HEADER)
    try:
        content = unpacking.decompress(packed, largest + 1)
    except zlib.error as reason:
        raise Unfit(faults.IS_BROKEN_GZIP) from reason
    if len(content) > largest:
        raise Unfit(faults.inflates_too_far(largest))
    if not unpacking.eof or unpacking.unused_data:
        raise Unfit(faults.IS_BROKEN_GZIP)
    return content
