"""What one queue day came to: numbers, visits, slips printed again, lists without a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.store import days
from kiosk.store.day_close import closed_up_to
from kiosk.store.engine import sqlite3

_OUT = "(outcome = 'printed' OR state = 'confirmed')"
"""A paper that is certainly out, by the printer's word or a person's."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Counts of one queue day: ``reprints`` and ``lists`` are papers that certainly came out."""

    tickets: int = 0
    visits: int = 0
    reprints: int = 0
    lists: int = 0


def read_figures(connection: sqlite3.Connection, today: date) -> DayFigures:
    """Return the figures of the running queue day; none where it began before ``today``.

    A day that the clock has not reached is the running one all the same: its numbers are given.
    """
    day = days.current_day(connection)
    if day is None or day.date < today:
        return DayFigures()
    kinds = dict(
        connection.execute(
            "SELECT kind, count(*) FROM event WHERE seq > ? AND day_id = ? "
            "AND kind IN('ticket.issued', 'visit.issued') GROUP BY kind",
            (closed_up_to(connection), day.day_id),
        ).fetchall()
    )
    (reprints, lists) = connection.execute(
        f"SELECT coalesce(sum(kind = 'slip' AND copy > 1), 0), "  # noqa: S608 - constants of ours
        f"coalesce(sum(kind = 'checklist'), 0) FROM print_job WHERE day_id = ? AND {_OUT}",
        (day.day_id,),
    ).fetchone()
    tickets, visits = kinds.get("ticket.issued", 0), kinds.get("visit.issued", 0)
    return DayFigures(tickets, visits, reprints, lists)
