"""What events mean: the few kinds the province understands, and what is wrong with them.

A fault never stops an event. It is stored like any other, and lies in quarantine as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec

from kiosk.store.day_close import KIND as DAY_CLOSED
from kiosk.store.labels import parse_label
from kiosk.store.lines import EventRow

VISIT, TICKET, DAY_BEGAN = "visit.issued", "ticket.issued", "queue_day.began"
BODIES_V1 = 1

Reason = Literal["hash", "body", "label"]

WORDS: dict[Reason, str] = {
    "hash": "its content does not have its hash, or cannot be read",
    "body": "its body lacks what an event of its kind needs",
    "label": "its label was given to another ticket on that day",
}

Code = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}\Z")]
_Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class TicketBody(msgspec.Struct, frozen=True):
    """What a slip's page needs of ``ticket.issued``."""

    agencies: list[str]
    code: Code
    label: str
    queue_day: dt.date
    services: list[str]
    visit: str


class VisitBody(msgspec.Struct, frozen=True):
    """What ``visit.issued`` cannot be without."""

    code: Code
    queue_day: dt.date
    services: list[str]
    tickets: list[str]
    visit: str


class Closing(msgspec.Struct, frozen=True):
    """The body of ``day.closed``: what the terminal counted of one day."""

    date: dt.date
    day_id: _Seq
    events: _Count
    first_seq: _Seq
    kinds: dict[str, _Count]
    last_hash: _Hash
    last_seq: _Seq
    root: _Hash


class _Beginning(msgspec.Struct, frozen=True):
    date: dt.date


@dataclass(slots=True)
class Findings:
    """What rows mean: tickets and faults by their seq, dates by their day, and days closed."""

    tickets: list[tuple[int, TicketBody]] = field(default_factory=list[tuple[int, TicketBody]])
    closings: list[Closing] = field(default_factory=list[Closing])
    dates: dict[int, str] = field(default_factory=dict[int, str])
    faults: list[tuple[int, Reason]] = field(default_factory=list[tuple[int, Reason]])


read_ticket = msgspec.json.Decoder(TicketBody).decode
_visit = msgspec.json.Decoder(VisitBody).decode
_closing = msgspec.json.Decoder(Closing).decode
_beginning = msgspec.json.Decoder(_Beginning).decode


def judge(rows: list[EventRow], poisoned: Container[int]) -> Findings:
    """Read the bodies of what the province understands; ``poisoned`` rows are not believed."""
    found = Findings()
    for row in rows:
        if row.seq in poisoned:
            found.faults.append((row.seq, "hash"))
        elif row.kind in _READERS and row.v == BODIES_V1:
            try:
                _READERS[row.kind](row, found)
            except ValueError:  # msgspec's is one too.
                found.faults.append((row.seq, "body"))
    return found


def _ticket_issued(row: EventRow, found: Findings) -> None:
    body = read_ticket(row.body)
    parse_label(body.label)
    found.dates[row.day_id] = body.queue_day.isoformat()
    found.tickets.append((row.seq, body))


def _visit_issued(row: EventRow, _found: Findings) -> None:
    _visit(row.body)


def _day_closed(row: EventRow, found: Findings) -> None:
    found.closings.append(_closing(row.body))


def _day_began(row: EventRow, found: Findings) -> None:
    found.dates[row.day_id] = _beginning(row.body).date.isoformat()


_READERS = {
    TICKET: _ticket_issued,
    VISIT: _visit_issued,
    DAY_CLOSED: _day_closed,
    DAY_BEGAN: _day_began,
}
