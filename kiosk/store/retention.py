"""Retention: days that the province has proven may go, a month later, in small steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.clock import Quality
from kiosk.store.day_close import DayClose, day_closes
from kiosk.store.engine import sqlite3

KEPT_MS = 30 * 24 * 3_600_000
"""Milliseconds for which a day is kept after it was proven."""

STEP = 500
"""Rows that one transaction removes at most, so that a visit never waits for more."""

_OF_DAYS = {
    "series": "day_id <= ?",
    "issued": "day_id <= ?",
    "print_job": "day_id <= ? AND state NOT IN('queued','sending','sent')",
}
"""What stands beside the events of a day and goes with them, by table."""


@dataclass(frozen=True, slots=True)
class ProvenDay:
    """A day that both sides found equal: its last event, and when that was told (ms since 1970)."""

    day_id: int
    last_seq: int
    proven_ms: int


def purgeable(days: Sequence[ProvenDay], now_ms: int, quality: Quality) -> list[ProvenDay]:
    """Return the days that may go: proven at least 30 days ago, by a clock that can be believed."""
    if quality != "trusted":
        return []
    return [day for day in days if now_ms - day.proven_ms >= KEPT_MS]


def day_to_go(connection: sqlite3.Connection, days: Sequence[ProvenDay]) -> DayClose | None:
    """Return the last day up to which all may go, or None; what was begun is gone on with.

    A day goes only after all days before it, and only if what was proven ends where it was closed.
    """
    closes = day_closes(connection)
    proven = {(day.day_id, day.last_seq) for day in days}
    last, gone = None, purged_day(connection)
    for close in closes:
        if close.day_id > gone and (close.day_id, close.last_seq) not in proven:
            break
        last = close
    return last


def purge_some(connection: sqlite3.Connection, last: DayClose) -> bool:
    """Remove some of the days up to ``last`` inside the caller's transaction; whether any was left.

    Events go first, from the oldest on. The last event of the ledger never does: a trigger keeps
    it, and the close of a day is an event of the day after.
    """
    connection.execute(
        "INSERT INTO retention(one, purge_ok) VALUES(1, ?) ON CONFLICT(one) DO UPDATE "
        "SET purge_ok = excluded.purge_ok WHERE purge_ok < excluded.purge_ok",
        (last.last_seq,),
    )
    room = STEP - _remove(connection, "event", "seq <= ?", last.last_seq, STEP)
    for table, which in _OF_DAYS.items():
        room -= _remove(connection, table, which, last.day_id, room)
    return room < STEP


def purged_day(connection: sqlite3.Connection) -> int:
    """Return the last day that is purged or is just being purged, 0 where none is."""
    (day_id,) = connection.execute(
        "SELECT coalesce(max(day_id), 0) FROM day_close WHERE last_seq <= "
        "(SELECT purge_ok FROM retention)"
    ).fetchone()
    return int(day_id)


def _remove(connection: sqlite3.Connection, table: str, which: str, upto: int, room: int) -> int:
    """Remove at most ``room`` rows of a table and return how many it were."""
    if room <= 0:
        return 0
    rows = f"SELECT rowid FROM {table} WHERE {which} ORDER BY rowid LIMIT ?"  # noqa: S608 - ours
    done = connection.execute(f"DELETE FROM {table} WHERE rowid IN({rows})", (upto, room))  # noqa: S608
    return done.rowcount
