"""What people looked for in vain: a word goes into the ledger once three visits have typed it."""

from __future__ import annotations

from kiosk.app.desk import Desk
from kiosk.catalogue.search.index import Index
from kiosk.catalogue.search.unfound import UnfoundWords

KIND = "search.unfound"
"""The event's kind; its body names a word and how many visits had typed it by then."""


class UnfoundLog:
    """Counts in memory; only words that cannot be one person's are ever written down."""

    def __init__(self, index: Index, desk: Desk) -> None:
        """Look in ``index`` whether a query found anything; write by ``desk``."""
        self._index = index
        self._desk = desk
        self._words = UnfoundWords()

    def visit_ended(self, query: str) -> None:
        """Take in what one visit typed last. Belongs to the storage thread."""
        if not query.strip() or self._index.search(query, 1):
            return
        before = self._words.kept
        self._words.add_visit((query,))
        for word, visits in self._words.kept.items():
            if word not in before:
                body = {"word": word, "visits": visits}
                self._desk.store.record(KIND, body, self._desk.now())
