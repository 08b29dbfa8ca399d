"""Looking a ledger over beside its writer: its health, its newest events, its day in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kiosk.store.day_figures import DayFigures, read_figures
from kiosk.store.explained import plain_errors
from kiosk.store.quick_look import QuickLook, look_quickly
from kiosk.store.reading import Reader
from kiosk.store.rows import LedgerEvent, newest_events

RECENT = 20_000
"""Events among which newest ones of some kinds are sought, so that it takes a bounded time."""


class Looker(Reader):
    """A ledger that is open for being looked over. Use as a context manager."""

    def newest(
        self, kinds: Sequence[str] | None, limit: int, *, within: int = RECENT
    ) -> list[LedgerEvent]:
        """Return at most ``limit`` events of ``kinds`` (None: all) among the last, newest first."""
        with plain_errors(self._path):
            return newest_events(self._connection, self.ident, kinds, limit, within)

    def quick_look(self) -> QuickLook:
        """Look at the ledger's end and small tables; takes a bounded time."""
        with plain_errors(self._path):
            return look_quickly(self._connection, self.ident)

    def figures(self, today: date) -> DayFigures:
        """Return what ``today`` came to so far; raises ``StoreProblem`` for an older schema."""
        with self._look_at_projections() as connection:
            return read_figures(connection, today)


def look_over(folder: Path) -> Looker:
    """Open the ledger in ``folder``; raises ``StoreProblem`` where there is none to read."""
    return Looker(folder)
