"""The province never fails by itself, and what is alarming stays so until somebody has looked."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Asked, Fault, History, Told

LASTING = {"cloned", "forked"}
"""Alarms that a terminal cannot end by itself."""


def find_defects(history: History) -> Iterator[str]:
    """Yield the requests that the province answered with a fault of its own (500)."""
    for entry, asked in history.of(Asked):
        if asked.why == "fault":
            yield f"DEFECT: {asked.terminal} {asked.path} was answered 500 (entry {entry.index})"


def find_silenced_alarms(history: History) -> Iterator[str]:
    """Yield the terminals that were cloned or forked and look well to the office."""
    restored = max(
        (entry.index for entry, f in history.of(Fault) if f.kind == kinds.PROVINCE_RESTORED),
        default=-1,
    )
    for terminal, look in history.last.items():
        told = {
            told.verdict
            for entry, told in history.of(Told)
            if told.terminal == terminal and entry.index > restored
        }
        if told & LASTING and look.state not in LASTING:
            yield f"SILENCED: {terminal} was {told & LASTING} and is called {look.state}"
