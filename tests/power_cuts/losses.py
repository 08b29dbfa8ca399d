"""What a power cut leaves of writes that no fsync has made durable: pure functions of chance.

A write reaches the disk in sectors of 512 bytes, each whole or not at all, in any order. A length
that grew may be kept without the bytes behind it, which then read as zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from tests.power_cuts.recording import Length, Naming, Write

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

Change = Write | Length
Loss = Callable[[Sequence[Change], Random], list[Change]]
"""Takes the changes of one file since its last fsync, returns what is left of them, in order."""


def chance_of(name: object) -> Random:
    """Return the chance that belongs to a name: the same one for the same name."""
    return Random(str(name))  # noqa: S311 - chance that can be had again, no secret


def dropped(_changes: Sequence[Change], _chance: Random) -> list[Change]:
    """Leave nothing: the cache was never written back."""
    return []


def kept(changes: Sequence[Change], _chance: Random) -> list[Change]:
    """Leave everything: the disk was as quick as the program."""
    return list(changes)


def prefix(changes: Sequence[Change], chance: Random) -> list[Change]:
    """Leave what was written before a moment."""
    return list(changes[: chance.randint(0, len(changes))])


def subset(changes: Sequence[Change], chance: Random) -> list[Change]:
    """Leave some of the writes, whichever came first."""
    share = chance.choice((0.1, 0.5, 0.9))
    return [change for change in changes if chance.random() < share]


def torn(changes: Sequence[Change], chance: Random) -> list[Change]:
    """Leave what was written before a moment, and some sectors of the write of that moment."""
    count = chance.randint(0, len(changes))
    left = list(changes[:count])
    if count < len(changes):
        left += _in_part(changes[count], chance, 0.5)
    return left


def sectors(changes: Sequence[Change], chance: Random) -> list[Change]:
    """Leave some sectors of each write, as if the disk had reordered all of them."""
    share = chance.choice((0.1, 0.5, 0.9))
    return [left for change in changes for left in _in_part(change, chance, share)]


LOSSES: Mapping[str, Loss] = {
    loss.__name__: loss for loss in (dropped, kept, prefix, subset, torn, sectors)
}
MODES = (*LOSSES, "mixed")
"""``mixed`` takes another loss for each file: the WAL may be ahead of the database or behind it."""


def names_left(namings: Sequence[Naming], mode: str, chance: Random) -> list[Naming]:
    """Return which changes of names are left: all or none, a prefix, or any of them.

    A file system with an ordered journal leaves a prefix; POSIX promises no order at all. Only that
    a rename is never done by half is taken for granted, as every such program does.
    """
    if mode in {"dropped", "kept", "prefix"}:
        left = {"dropped": 0, "kept": len(namings), "prefix": chance.randint(0, len(namings))}
        return list(namings[: left[mode]])
    return [naming for naming in namings if chance.random() < 0.5]


def _in_part(change: Change, chance: Random, share: float) -> list[Change]:
    if isinstance(change, Length):
        return [change] if chance.random() < share else []
    end = change.offset + len(change.data)
    left: list[Change] = []
    if chance.random() < 0.5:
        left.append(Length(change.file, end, grows=True))
    for start in range(change.offset - change.offset % SECTOR, end, SECTOR):
        if chance.random() < share:
            first, last = max(start, change.offset), min(start + SECTOR, end)
            piece = change.data[first - change.offset : last - change.offset]
            left.append(Write(change.file, first, piece))
    return left
