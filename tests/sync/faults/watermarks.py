"""Acknowledged is a subset of stored, at every moment an agent believes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.sync.faults import kinds
from tests.sync.faults.history import Asked, Believed, Fault, Held, History
from tests.sync.faults.lines import read
from tests.sync.faults.sets import closed_epochs

Mark = tuple[str, int, str]
"""Terminal, machine and epoch."""


def find_false_watermarks(history: History) -> Iterator[str]:
    """Yield the moments at which an agent believed more than the province then held.

    A province that was set back holds less than agents know, until one has kept what it answers
    about that epoch. Of an epoch that it closed, what it misses comes as strays, and no watermark
    moves.
    """
    closed = {epoch for name in history.last for epoch in closed_epochs(history, name)}
    held: dict[str, Sequence[str]] = {}
    was_set_back = False
    answered: set[Mark] = set()
    sure: set[Mark] = set()
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Held):
            held[fact.terminal] = fact.all
        elif isinstance(fact, Fault) and fact.kind == kinds.PROVINCE_RESTORED:
            was_set_back, answered, sure = True, set(), set()
        elif isinstance(fact, Fault) and fact.kind in kinds.NEW_PROCESS:
            answered = {mark for mark in answered if mark[0] != fact.whom}
        elif isinstance(fact, Asked) and entry.outcome == "ok":
            answered.add((fact.terminal, fact.machine, fact.epoch))
        elif isinstance(fact, Believed):
            mark = (fact.terminal, fact.machine, fact.epoch)
            sure |= {mark} & answered
            excused = was_set_back and (mark not in sure or fact.epoch in closed)
            if not excused:
                yield from _judge(entry.index, fact, held.get(fact.terminal, ()))


def _judge(index: int, fact: Believed, held: Sequence[str]) -> Iterator[str]:
    hashes: dict[int, set[str]] = {}
    for line in map(read, held):
        if line.place[0] == fact.epoch and line.place[1] <= fact.acked:
            hashes.setdefault(line.place[1], set()).add(line.hash)
    where = f"{fact.terminal} {fact.epoch[:8]}:{fact.acked} (entry {index})"
    missing = fact.acked - len(hashes)
    if missing:
        yield f"ACKED, NOT STORED: {where} is believed, {missing} lines up to it are not there"
    elif fact.acked and fact.acked_hash not in hashes[fact.acked]:
        yield f"ACKED, NOT STORED: {where} is believed with a hash the province does not have"
