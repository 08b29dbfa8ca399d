"""What a ledger that is over still tells, and the one that follows needs: the day, its tickets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from kiosk.store import days
from kiosk.store.chain import Head, read_head
from kiosk.store.engine import sqlite3
from kiosk.store.ident import EPOCH_START
from kiosk.store.labels import parse_label
from kiosk.store.loss.salvage import Salvage
from kiosk.store.queue_day import QueueDay
from kiosk.store.recalling import ticket_of
from kiosk.visits.model import Ticket

_MOST_TICKETS = 20_000
"""Tickets of one day that are counted again: more than a kiosk gives in a week."""

_DATED = ("queue_day.began", "visit.issued", "ticket.issued")


@dataclass(frozen=True, slots=True)
class Remains:
    """``day`` is the latest queue day that is known, ``tickets`` are those of it.

    ``spare`` is the spare series the ledger began with, as far as its first event was found.
    ``events`` are in a chain up to ``head``, ``beyond_gap`` more lie behind a gap; None where
    nobody knows yet.
    """

    day: QueueDay | None = None
    tickets: tuple[Ticket, ...] = ()
    catalogue_version: int = 0
    head: Head | None = None
    events: int | None = None
    beyond_gap: int | None = None
    spare: int = 0

    def spare_on(self, day: date) -> int:
        """Return the highest spare series that may have been used on ``day`` or later."""
        if self.day is None or self.day.date < day:
            return 0
        return max([self.spare, *(parse_label(ticket.label).spare for ticket in self.tickets)])


def remains_of(salvage: Salvage) -> Remains:
    """Return what was found so far of a lost ledger."""
    done = salvage.salvaged
    latest = next(iter(salvage.latest(*_DATED)), None)
    if latest is None:
        return Remains(beyond_gap=0, events=0) if done else Remains()
    body, day_id = latest.fields["body"], latest.row["day_id"]
    when = date.fromisoformat(body.get("queue_day") or body["date"])
    tickets = salvage.latest("ticket.issued", count=_MOST_TICKETS)
    return Remains(
        QueueDay(day_id, when),
        tuple(ticket_of(e.fields["body"]) for e in tickets if e.row["day_id"] == day_id),
        latest.row["cat_ver"],
        done.head if done else None,
        done.events if done else None,
        done.beyond_gap if done else None,
        max((e.fields["body"]["series"] // 100 for e in salvage.latest(EPOCH_START)), default=0),
    )


def remains_in(connection: sqlite3.Connection) -> Remains:
    """Return what a ledger tells that is whole."""
    day, head = days.current_day(connection), read_head(connection)
    rows = connection.execute(
        "SELECT body FROM event WHERE kind = 'ticket.issued' AND day_id = ? "
        "ORDER BY seq DESC LIMIT ?",
        (day.day_id if day else 0, _MOST_TICKETS),
    )
    tickets = tuple(ticket_of(json.loads(body)) for (body,) in rows)
    (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return Remains(day, tickets, head.catalogue_version, head, events, 0)
