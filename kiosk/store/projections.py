"""What the tables beside the events say, as verification holds them against each other."""

from __future__ import annotations

from kiosk.store.day_close import day_closes
from kiosk.store.engine import sqlite3
from kiosk.store.retention import purged_day
from kiosk.store.verification import Projections


def read_projections(
    connection: sqlite3.Connection, integrity: str, *, has_closes: bool = True
) -> Projections:
    """Read the tables inside the caller's transaction.

    ``integrity`` is SQLite's verdict on the file; ``has_closes`` is False where an older program
    wrote it, which closed no days.
    """
    ask = connection.execute
    series = ask("SELECT queue, terminal, day_id, next - 1 FROM series").fetchall()
    (last,) = ask(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'"
    ).fetchone()
    if not has_closes:
        return Projections(series, last, integrity)
    return Projections(series, last, integrity, day_closes(connection), purged_day(connection))
