"""Acknowledged is a subset of stored, at every moment an agent believes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.sync.faults import kinds
from tests.sync.faults.history import Asked, Believed, Fault, Held, History
from tests.sync.faults.lines import read
from tests.sync.faults.sets import closed_epochs


def find_false_watermarks(history: History) -> Iterator[str]:
    """Yield the moments at which an agent believed more than the province then held.

    A province that was set back holds less than agents know, until it has answered them again; of
    an epoch that it closed with an alarm it takes nothing any more.
    """
    held: dict[str, Sequence[str]] = {}
    set_back: set[tuple[str, int]] = set()
    closed = {name: closed_epochs(history, name) for name in history.last}
    unsure: set[str] = set()
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Held):
            held[fact.terminal] = fact.lines
        elif isinstance(fact, Fault) and fact.kind == kinds.PROVINCE_RESTORED:
            unsure = {epoch for epochs in closed.values() for epoch in epochs}
            set_back = {(terminal, machine) for terminal in history.last for machine in (1, 2)}
        elif isinstance(fact, Asked) and entry.outcome == "ok":
            set_back.discard((fact.terminal, fact.machine))
        elif isinstance(fact, Believed) and fact.epoch not in unsure:
            if (fact.terminal, fact.machine) in set_back:
                continue
            yield from _judge(entry.index, fact, held.get(fact.terminal, ()))


def _judge(index: int, fact: Believed, held: Sequence[str]) -> Iterator[str]:
    if not fact.acked:
        return
    of_epoch = {
        line.place[1]: line.hash
        for line in map(read, held)
        if line.place[0] == fact.epoch and line.place[1] <= fact.acked
    }
    missing = fact.acked - len(of_epoch)
    where = f"{fact.terminal} {fact.epoch[:8]}:{fact.acked} (entry {index})"
    if missing:
        yield f"ACKED, NOT STORED: {where} is believed, {missing} lines up to it are not there"
    elif of_epoch[fact.acked] != fact.acked_hash:
        yield f"ACKED, NOT STORED: {where} is believed with a hash the province does not have"
