"""The visits of one queue day as staff see them: numbers, time, what became of the paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from kiosk.store.day_close import closed_up_to
from kiosk.store.engine import sqlite3
from kiosk.store.papers.print_jobs import JobState


@dataclass(frozen=True, slots=True)
class DayVisit:
    """One visit: ``issued_ms`` is when (ms since 1970), ``labels`` are its numbers.

    ``state`` and ``copy`` are those of its latest paper, "" and 0 where it never had one.
    """

    visit: str
    labels: tuple[str, ...]
    issued_ms: int
    state: JobState | Literal[""]
    copy: int


def read_day_visits(connection: sqlite3.Connection, day_id: int, most: int) -> list[DayVisit]:
    """Return the last ``most`` visits of the running queue day, newest first.

    Only events behind the last closed day are looked at.
    """
    rows = connection.execute(
        "SELECT wall_ms, body FROM event WHERE kind = 'visit.issued' AND seq > ? AND day_id = ? "
        "ORDER BY seq DESC LIMIT ?",
        (closed_up_to(connection), day_id, most),
    ).fetchall()
    return [_visit(connection, wall_ms, json.loads(body)) for wall_ms, body in rows]


def _visit(connection: sqlite3.Connection, wall_ms: int, body: dict[str, Any]) -> DayVisit:
    visit = body["visit"]
    row = connection.execute(
        "SELECT state, copy FROM print_job WHERE visit = ? ORDER BY copy DESC LIMIT 1", (visit,)
    ).fetchone()
    state, copy = row or ("", 0)
    return DayVisit(visit, tuple(body["tickets"]), wall_ms, state, copy)
