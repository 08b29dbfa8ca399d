"""What an ESC/POS printer answers: a stream of bytes, told apart by their fixed bits.

Nothing is believed because of when it came: what fits no pattern is counted as garbage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

XON_XOFF = b"\x11\x13"
"""Flow control of serial lines, which may stand anywhere."""

_BLOCK = 0x37
_COMPLETED, _CLEARED = 0x22, 0x25
_LENGTHS = {_COMPLETED: 7, _CLEARED: 3}


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to DLE EOT; which of them was asked stands nowhere in it."""

    bits: int


@dataclass(frozen=True, slots=True)
class Report:
    """Four bytes of Automatic Status Back."""

    bits: bytes


@dataclass(frozen=True, slots=True)
class Executed:
    """The answer to GS r: everything before it was carried out."""

    bits: int


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer to GS ( H: everything before the marker of this name was printed."""

    name: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """The answer to DLE DC4 8: the buffers are empty."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A byte that is no answer to anything."""

    byte: int


Reply = Status | Report | Executed | Completed | Cleared | Garbage


class ReplyReader:
    """Tells replies apart as their bytes arrive, in whatever pieces."""

    def __init__(self) -> None:
        """Begin with nothing half read."""
        self._rest = b""

    def feed(self, data: bytes) -> list[Reply]:
        """Return the replies that are complete with ``data``; the rest waits for more."""
        self._rest += data.translate(None, XON_XOFF)
        return list(self._whole())

    def _whole(self) -> Iterator[Reply]:
        while self._rest:
            length = _length(self._rest)
            if length > len(self._rest):
                return
            taken, self._rest = self._rest[:length], self._rest[length:]
            yield _reply(taken)


def _length(data: bytes) -> int:
    """Return how many bytes the reply at the start of ``data`` has, as far as can be seen."""
    if _is_report(data):
        return 4
    if data[0] == _BLOCK:
        return 2 if len(data) < 2 else _LENGTHS.get(data[1], 1)
    return 1


def _is_report(data: bytes) -> bool:
    """Whether a report begins here; its last three bytes look like answers to GS r."""
    return data[0] & 0x93 == 0x10 and all(byte & 0x90 == 0 for byte in data[1:4])


def _reply(data: bytes) -> Reply:
    first = data[0]
    if len(data) == 4:
        return Report(data)
    if len(data) == 7 and data[6] == 0:
        return Completed(data[2:6])
    if len(data) == 3 and data[2] == 0:
        return Cleared()
    if len(data) == 1 and first & 0x93 == 0x12:
        return Status(first)
    if len(data) == 1 and first & 0x90 == 0:
        return Executed(first)
    return Garbage(first)
