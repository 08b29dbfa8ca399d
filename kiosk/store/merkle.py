"""The Merkle root of a day's events, by RFC 6962: one hash that both sides can compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_LEAF, _NODE = b"\x00", b"\x01"
"""RFC 6962, section 2.1: without them a node could be passed off as a leaf."""


def merkle_root(hashes: Iterable[str]) -> str:
    """Return the root over hashes (64 hex digits each) in their order, as 64 hex digits.

    Each hash becomes a leaf ``SHA-256(0x00 || its 32 bytes)``; of none the root is SHA-256 of
    nothing. Needs memory for one hash a level. Raises ``ValueError`` for what is no hex.
    """
    complete: list[tuple[int, bytes]] = []  # Trees of 2^level leaves, each lower than the last.
    for text in hashes:
        level, root = 0, _sha256(_LEAF + bytes.fromhex(text))
        while complete and complete[-1][0] == level:
            level, root = level + 1, _sha256(_NODE + complete.pop()[1] + root)
        complete.append((level, root))
    if not complete:
        return _sha256(b"").hex()
    _, root = complete.pop()
    while complete:
        root = _sha256(_NODE + complete.pop()[1] + root)
    return root.hex()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
