"""Retention: days that the province has proven may go, a month later, in small steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.clock import Quality
from kiosk.store.day_close import DayClose
from kiosk.store.engine import sqlite3

KEPT_MS = 30 * 24 * 3_600_000
"""Milliseconds for which a day is kept after it was proven."""

STEP = 500
"""Rows that one transaction removes at most, so that a visit never waits for more."""

_OF_DAYS = {
    "series": "day_id <= :day",
    "issued": "day_id <= :day",
    "visit_request": "day_id <= :day",
    "print_job": "day_id <= :day AND state NOT IN('queued','sending','sent')",
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


def last_to_go(
    closes: Sequence[DayClose], days: Sequence[ProvenDay], purged: int
) -> DayClose | None:
    """Return the last day up to which every day may go, or None.

    ``closes`` are the closed days in their order, ``purged`` is the seq up to which all is gone. A
    day goes only after all days before it, and only if what was proven ends where it was closed.
    """
    proven = {(day.day_id, day.last_seq) for day in days}
    last = None
    for close in closes:
        if close.last_seq <= purged:
            continue
        if (close.day_id, close.last_seq) not in proven:
            break
        last = close
    return last


def purged_day(connection: sqlite3.Connection) -> int:
    """Return the last day that is purged or is just being purged, 0 where none is."""
    (day_id,) = connection.execute(
        "SELECT coalesce(max(day_id), 0) FROM day_close WHERE last_seq <= "
        "(SELECT purge_ok FROM retention)"
    ).fetchone()
    return int(day_id)
