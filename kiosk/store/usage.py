"""What was issued in a queue day, counted as it happens, for the quotas."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.store.engine import sqlite3
from kiosk.visits.model import Ticket
from kiosk.visits.ports import Usage


def count_tickets(connection: sqlite3.Connection, day_id: int, tickets: Iterable[Ticket]) -> None:
    """Count tickets towards the quotas of their agencies and services, in the same transaction."""
    for ticket in tickets:
        named = [("agency", name) for name in ticket.agencies]
        named += [("service", name) for name in ticket.services]
        connection.executemany(
            "INSERT INTO issued(day_id, kind, id, n) VALUES(?, ?, ?, 1) "
            "ON CONFLICT(day_id, kind, id) DO UPDATE SET n = n + 1",
            [(day_id, kind, name) for kind, name in named],
        )


def read_usage(connection: sqlite3.Connection, day_id: int, number: int) -> Usage:
    """Return the counts of a day; queues by the highest number of series ``number``."""
    counts: dict[str, dict[str, int]] = {"agency": {}, "service": {}}
    for kind, name, n in connection.execute(
        "SELECT kind, id, n FROM issued WHERE day_id = ?", (day_id,)
    ):
        counts[kind][name] = n
    series = connection.execute(
        "SELECT queue, next - 1 FROM series WHERE day_id = ? AND terminal = ?", (day_id, number)
    )
    return Usage(counts["agency"], counts["service"], dict(series.fetchall()))
