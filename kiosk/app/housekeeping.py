"""Housekeeping: what a kiosk does for its store in short steps while nobody waits for a number."""

from __future__ import annotations

import time

from kiosk.app.desk import Desk
from kiosk.app.line_news import LineNews
from kiosk.app.line_witness import follow_verdict

SALVAGE_SECONDS = 0.02
"""How long one step of saving a lost ledger may take: a visitor's number waits no longer."""


class Housekeeping:
    """Keeps the house of one kiosk. Belongs to the storage thread."""

    def __init__(self, desk: Desk, line: LineNews) -> None:
        """Look after the desk's store by what ``line`` tells."""
        self._desk, self._line = desk, line

    def step(self) -> bool:
        """Do a little; True asks for another step soon. Raises the store's errors."""
        follow_verdict(self._line, self._desk.store)
        self._desk.store.keep_ballast()
        return self._desk.tidy() or self._save_lost_ledgers()

    def _save_lost_ledgers(self) -> bool:
        ends = time.monotonic() + SALVAGE_SECONDS
        return self._desk.store.salvage(lambda: time.monotonic() < ends)
