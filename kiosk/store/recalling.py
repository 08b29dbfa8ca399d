"""Recalling: a visit as it was issued, rebuilt from the ledger's events, with what was asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.catalogue.mall import Counter
from kiosk.clock import JAKARTA
from kiosk.store import days
from kiosk.store.engine import sqlite3
from kiosk.visits.model import LaterStep, Request, Ticket, Visit

_VISIT = "SELECT seq, wall_ms, cat_ver, body FROM event WHERE kind = 'visit.issued' "
_SINCE = (
    "AND seq > coalesce((SELECT seq FROM event WHERE day_id < ? ORDER BY seq DESC LIMIT 1), 0) "
)
_LABEL = "AND EXISTS(SELECT 1 FROM json_each(body, '$.tickets') WHERE value = ?)"
_TICKETS = "SELECT body FROM event WHERE kind = 'ticket.issued' AND seq > ? AND seq <= ?"


@dataclass(frozen=True, slots=True)
class Recalled:
    """A visit that is in the ledger; ``request`` is None where a later queue day has begun."""

    visit: Visit
    request: Request | None


def recall_label(connection: sqlite3.Connection, terminal: int, label: str) -> Recalled | None:
    """Return the visit of the current queue day that has a number, or None."""
    day = days.current_day(connection)
    row = None
    if day is not None:
        # The events of a day stand together at the end; nothing before them is looked at.
        row = connection.execute(_VISIT + _SINCE + _LABEL, (day.day_id, label)).fetchone()
    return _recalled(connection, terminal, row) if row else None


def recall_visit(connection: sqlite3.Connection, terminal: int, visit: str) -> Recalled | None:
    """Return a visit of any day by its UUID, or None."""
    row = connection.execute(
        _VISIT + "AND json_extract(body, '$.visit') = ? ORDER BY seq DESC LIMIT 1", (visit,)
    ).fetchone()
    return _recalled(connection, terminal, row) if row else None


def _recalled(
    connection: sqlite3.Connection, terminal: int, row: tuple[int, int, int, str]
) -> Recalled:
    seq, wall_ms, catalogue_version, text = row
    body = json.loads(text)
    # A visit's tickets follow it at once: they were written in the same transaction.
    rows = connection.execute(_TICKETS + " ORDER BY seq", (seq, seq + len(body["tickets"])))
    tickets = tuple(ticket_of(json.loads(ticket)) for (ticket,) in rows)
    visit = Visit(
        visit=body["visit"],
        code=body["code"],
        terminal=terminal,
        queue_day=body["queue_day"],
        issued_at=datetime.fromtimestamp(wall_ms // 1000, JAKARTA).isoformat(),
        catalogue_version=catalogue_version,
        life_event=body["life_event"],
        language=body["language"],
        tickets=tickets,
        later=tuple(
            LaterStep(step["service"], step["reason"], tuple(step["after"]))
            for step in body["later"]
        ),
    )
    return Recalled(visit, request_of(connection, visit.visit, body["priority"]))


def ticket_of(body: Mapping[str, Any]) -> Ticket:
    """Return the ticket that the body of ``ticket.issued`` tells of."""
    return Ticket(
        label=body["label"],
        code=body["code"],
        queue=body["queue"],
        agencies=tuple(body["agencies"]),
        services=tuple(body["services"]),
        counters=tuple(Counter(**counter) for counter in body["counters"]),
        stop=body["stop"],
        after=tuple(body["after"]),
        priority=body["priority"],
    )


def request_of(connection: sqlite3.Connection, visit: str, priority: str | None) -> Request | None:
    """Return what a visit asked for, or None where that is forgotten."""
    row = connection.execute("SELECT body FROM visit_request WHERE visit = ?", (visit,)).fetchone()
    if row is None:
        return None
    body = json.loads(row[0])
    return Request(
        services=tuple(body["services"]),
        life_event=body["life_event"],
        answers=tuple((condition, answer) for condition, answer in body["answers"]),
        priority=priority,
        language=body["language"],
        apart=frozenset(body["apart"]),
    )
