"""The stored queue days, and the clock's date while it is doubted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.store.engine import sqlite3
from kiosk.store.queue_day import Instant, QueueDay

LAST_TICKET_WITHIN = 10_000
"""Events among which the last ticket is sought: a kiosk writes no more in two hours, and of a
ticket that is longer ago only that matters."""


@dataclass(frozen=True, slots=True)
class DayStatus:
    """For staff: the day whose numbers are given, what the clock says, whether that is doubted."""

    date: date
    by_clock: date
    doubted: bool


def current_day(connection: sqlite3.Connection) -> QueueDay | None:
    """Return the latest queue day, or None in a new ledger."""
    row = connection.execute(
        "SELECT day_id, date FROM queue_day ORDER BY day_id DESC LIMIT 1"
    ).fetchone()
    return QueueDay(row[0], date.fromisoformat(row[1])) if row else None


def had_day(connection: sqlite3.Connection, day: date) -> bool:
    """Return whether a date was a queue day already."""
    found = connection.execute("SELECT 1 FROM queue_day WHERE date = ?", (day.isoformat(),))
    return found.fetchone() is not None


def begin_day(connection: sqlite3.Connection, day: QueueDay) -> None:
    """Store a new queue day inside the caller's transaction; nothing is doubted any more.

    What was asked on earlier days is forgotten, if ``Store.forget_requests`` has not done so yet.
    """
    connection.execute(
        "INSERT INTO queue_day(day_id, date) VALUES(?, ?)", (day.day_id, day.date.isoformat())
    )
    connection.execute("DELETE FROM visit_request WHERE day_id <> ?", (day.day_id,))
    doubt(connection, None)


def doubted_date(connection: sqlite3.Connection) -> date | None:
    """Return the date of the clock that was first not believed, or None."""
    row = connection.execute("SELECT date FROM doubted_date").fetchone()
    return date.fromisoformat(row[0]) if row else None


def doubt(connection: sqlite3.Connection, seen: date | None) -> None:
    """Remember a date that is not believed (None: forget it)."""
    connection.execute("DELETE FROM doubted_date")
    if seen is not None:
        connection.execute("INSERT INTO doubted_date(one, date) VALUES(1, ?)", (seen.isoformat(),))


def last_ticket(connection: sqlite3.Connection) -> tuple[Instant | None, bool]:
    """Return the moment of the last ticket, or None, and whether its clock was suspect.

    Every entry asks, so it is not sought further back than it can matter.
    """
    row = connection.execute(
        "SELECT wall_ms, mono_ms, boot_id, clock = 'suspect' FROM event "
        "WHERE kind = 'ticket.issued' AND seq > (SELECT max(seq) FROM event) - ? "
        "ORDER BY seq DESC LIMIT 1",
        (LAST_TICKET_WITHIN,),
    ).fetchone()
    return (Instant(*row[:3]), bool(row[3])) if row else (None, False)
