"""The Merkle root of a day's events, by RFC 6962: one hash that both sides can compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_LEAF, _NODE = b"\x00", b"\x01"
"""RFC 6962, section 2.1: without them a node could be passed off as a leaf."""


class MerkleTree:
    """A tree that grows hash by hash; needs memory for one hash a level."""

    def __init__(self) -> None:
        """Begin without a leaf."""
        # Trees of 2^level leaves, each lower than the one before it.
        self._complete: list[tuple[int, bytes]] = []

    def add(self, text: str) -> None:
        """Add a hash (64 hex digits), which becomes the leaf ``SHA-256(0x00 || its 32 bytes)``.

        Raises ``ValueError`` for what is no hex.
        """
        level, root = 0, _sha256(_LEAF + bytes.fromhex(text))
        while self._complete and self._complete[-1][0] == level:
            level, root = level + 1, _sha256(_NODE + self._complete.pop()[1] + root)
        self._complete.append((level, root))

    def root(self) -> str:
        """Return the root as 64 hex digits; of no leaf it is SHA-256 of nothing."""
        if not self._complete:
            return _sha256(b"").hex()
        *higher, (_, root) = self._complete
        for _, left in reversed(higher):
            root = _sha256(_NODE + left + root)
        return root.hex()


def merkle_root(hashes: Iterable[str]) -> str:
    """Return the root over hashes (64 hex digits each) in their order, as 64 hex digits.

    Raises ``ValueError`` for what is no hex.
    """
    tree = MerkleTree()
    for text in hashes:
        tree.add(text)
    return tree.root()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
