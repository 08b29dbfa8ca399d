"""Acknowledged is a subset of stored, at every moment an agent believes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.sync.faults import kinds
from tests.sync.faults.history import Asked, Believed, Fault, Held, History
from tests.sync.faults.lines import read
from tests.sync.faults.sets import closed_epochs

Agent = tuple[str, int]
"""Terminal and machine."""


def find_false_watermarks(history: History) -> Iterator[str]:
    """Yield the moments at which an agent believed more than the province then held.

    A province that was set back holds less than agents know, until one has kept what it answers.
    Of an epoch that it closed then, what it misses comes as strays, and no watermark moves.
    """
    closed = {epoch for name in history.last for epoch in closed_epochs(history, name)}
    left = set[str]()
    held: dict[str, Sequence[str]] = {}
    set_back: set[Agent] = set()
    answered: set[Agent] = set()
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Held):
            held[fact.terminal] = fact.all
        elif isinstance(fact, Fault) and fact.kind == kinds.PROVINCE_RESTORED:
            set_back = {(terminal, machine) for terminal in history.last for machine in (1, 2)}
            answered, left = set(), closed
        elif isinstance(fact, Fault) and fact.kind in kinds.NEW_PROCESS:
            answered = {agent for agent in answered if agent[0] != fact.whom}
        elif isinstance(fact, Asked) and entry.outcome == "ok":
            answered.add((fact.terminal, fact.machine))
        elif isinstance(fact, Believed):
            agent = (fact.terminal, fact.machine)
            set_back -= {agent} & answered
            if agent not in set_back and fact.epoch not in left:
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
