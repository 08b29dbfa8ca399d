"""Two histories of one epoch are noticed, and nothing else is taken for them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Fault, History, LastLook, Told
from tests.sync.faults.lines import Place, read_all
from tests.sync.faults.sets import CLOSING, closed_epochs


def find_unnoticed_forks(history: History) -> Iterator[str]:
    """Yield the epochs of which terminal and province have two histories, and nobody was told.

    Where one of the two is gone, with its disk, nobody can tell any more.
    """
    for terminal, look in history.last.items():
        closed = closed_epochs(history, terminal)
        for epoch, seq in sorted({place for place in _apart(look) if place[0] not in closed}):
            yield f"UNNOTICED: {terminal} {epoch[:8]}:{seq} was written in two ways"


def find_false_alarms(history: History) -> Iterator[str]:
    """Yield the epochs that were closed although nobody had touched the terminal's ledger."""
    harmed: set[str] = set()
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Fault) and fact.kind in kinds.OF_A_LEDGER:
            harmed.add(fact.whom)
        elif isinstance(fact, Told) and fact.verdict in CLOSING and fact.terminal not in harmed:
            yield f"FALSE ALARM: {fact.terminal} was called {fact.verdict} (entry {entry.index})"


def _apart(look: LastLook) -> Iterator[Place]:
    """Yield the places that a terminal's disk and the province fill differently."""
    held = {line.place: line.text for line in read_all(look.held)}
    for line in read_all(look.on_disk):
        if held.get(line.place, line.text) != line.text:
            yield line.place
