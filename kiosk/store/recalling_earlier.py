"""Recalling what was issued from a ledger that another one has followed since."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.store import days
from kiosk.store.connection import open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.loss.epochs import ledgers_in
from kiosk.store.recalling import Recalled, recall_label, recall_visit, request_of

_Look = Callable[[sqlite3.Connection], Recalled | None]


def recall_earlier_label(
    folder: Path, present: sqlite3.Connection, terminal: int, label: str, day: date
) -> Recalled | None:
    """Return the visit of queue day ``day`` that has a number of an earlier ledger, or None."""

    def look(connection: sqlite3.Connection) -> Recalled | None:
        last = days.current_day(connection)
        same = last is not None and last.date == day
        return recall_label(connection, terminal, label) if same else None

    return _look_back(folder, present, look)


def recall_earlier_visit(
    folder: Path, present: sqlite3.Connection, terminal: int, visit: str
) -> Recalled | None:
    """Return a visit of an earlier ledger by its UUID, or None."""
    return _look_back(folder, present, lambda connection: recall_visit(connection, terminal, visit))


def _look_back(folder: Path, present: sqlite3.Connection, look: _Look) -> Recalled | None:
    """Ask the earlier ledgers, newest first; one that cannot be read has nothing to tell.

    What a visit asked for was taken over into the ``present`` ledger.
    """
    with suppress(ValueError):
        for ledger in reversed(ledgers_in(folder)):
            if ledger.current:
                continue
            with suppress(sqlite3.Error), closing(open_read_only(ledger.path)) as connection:
                found = look(connection)
                if found is not None:
                    priority = found.visit.tickets[0].priority
                    request = found.request or request_of(present, found.visit.visit, priority)
                    return replace(found, request=request)
    return None
