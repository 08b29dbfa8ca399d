"""Export lines as the checker reads them: with nothing of the program's own code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

FIRST = "0" * 64

Place = tuple[str, int]
"""Where a line belongs for ever: epoch and seq (of one terminal)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an export, taken apart; ``right`` is the hash that its content really has."""

    text: str
    fields: dict[str, Any]
    right: str

    @property
    def place(self) -> Place:
        """Epoch and seq."""
        return self.fields["epoch"], self.fields["seq"]

    @property
    def kind(self) -> str:
        """The event's kind."""
        return self.fields["kind"]

    @property
    def body(self) -> dict[str, Any]:
        """The event's body."""
        return self.fields["body"]

    @property
    def day_id(self) -> int:
        """The queue day's number in its epoch."""
        return self.fields["day_id"]

    @property
    def hash(self) -> str:
        """The hash it claims."""
        return self.fields["hash"]


@lru_cache(maxsize=20_000)
def read(text: str) -> Line:
    """Take one export line apart."""
    fields = json.loads(text)
    content = {name: value for name, value in fields.items() if name != "hash"}
    spelt = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Line(text, fields, hashlib.sha256(spelt.encode()).hexdigest())


def read_all(texts: Iterable[str]) -> list[Line]:
    """Take export lines apart."""
    return [read(text) for text in texts]


def by_epoch(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Sort lines into their epochs, each in the order it came."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.fields["epoch"], []).append(line)
    return found


def root(hashes: Sequence[str]) -> str:
    """Return the Merkle tree hash of RFC 6962, section 2.1, word by word."""
    return _tree([bytes.fromhex(text) for text in hashes]).hex()


def _tree(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()
