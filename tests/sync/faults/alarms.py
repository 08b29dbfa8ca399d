"""Two histories of one epoch are noticed, and nothing else is taken for them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Fault, Held, History, LastLook, Told, Wrote
from tests.sync.faults.lines import Place, read_all
from tests.sync.faults.sets import CLOSING, closed_epochs


def find_unnoticed_forks(history: History) -> Iterator[str]:
    """Yield the epochs with two histories, one of them at the province, that nobody was told of.

    Two can only be told apart where both can be seen: what a terminal still has is not what the
    province holds, or something else was written after the province held that place.
    """
    for terminal, look in history.last.items():
        closed = closed_epochs(history, terminal)
        seen = [*_beside(look), *_written_over(history, terminal, set(look.held))]
        for epoch, seq in sorted({place for place in seen if place[0] not in closed}):
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


def _beside(look: LastLook) -> Iterator[Place]:
    """Yield the places that a terminal's disk and the province fill differently."""
    held = {line.place: line.text for line in read_all(look.held)}
    for line in read_all(look.on_disk):
        if held.get(line.place, line.text) != line.text:
            yield line.place


def _written_over(history: History, terminal: str, last: set[str]) -> Iterator[Place]:
    """Yield the places that were written anew although the province held them for good."""
    held: dict[Place, str] = {}
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Held) and fact.terminal == terminal:
            held = {line.place: line.text for line in read_all(fact.lines)}
        elif isinstance(fact, Wrote) and fact.terminal == terminal:
            for line in read_all(fact.lines):
                before = held.get(line.place, line.text)
                if before != line.text and before in last:
                    yield line.place
