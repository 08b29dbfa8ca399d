"""Two histories of one epoch are noticed, and nothing else is taken for them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Fault, History, Told, Wrote
from tests.sync.faults.lines import Place, read
from tests.sync.faults.sets import CLOSING, closed_epochs


def find_unnoticed_forks(history: History) -> Iterator[str]:
    """Yield the epochs with two histories, one of them at the province, that nobody was told of."""
    for terminal, look in history.last.items():
        closed, held = closed_epochs(history, terminal), set(look.held)
        for place, texts in _written(history, terminal).items():
            if len(texts) > 1 and texts & held and place[0] not in closed:
                yield f"UNNOTICED: {terminal} {place[0][:8]}:{place[1]} was written in two ways"
                break


def find_false_alarms(history: History) -> Iterator[str]:
    """Yield the epochs that were closed although nobody had touched the terminal's ledger."""
    harmed: set[str] = set()
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Fault) and fact.kind in kinds.OF_A_LEDGER:
            harmed.add(fact.whom)
        elif isinstance(fact, Told) and fact.verdict in CLOSING and fact.terminal not in harmed:
            yield f"FALSE ALARM: {fact.terminal} was called {fact.verdict} (entry {entry.index})"


def _written(history: History, terminal: str) -> dict[Place, set[str]]:
    found: dict[Place, set[str]] = {}
    for _, wrote in history.of(Wrote):
        if wrote.terminal == terminal:
            for text in wrote.lines:
                found.setdefault(read(text).place, set()).add(text)
    return found
