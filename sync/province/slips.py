"""Tickets by the code on their slip, and labels that were given twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sync.province.database.ports import Database, Transaction
from sync.province.judging import TicketBody, read_ticket
from sync.province.ledgers import Ledger
from sync.province.ports import Slip, SlipStop
from sync.province.strays import find_tickets

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{12}")
_COLUMNS = ("terminal", "epoch", "seq", "code", "queue_day", "label")
_GIVEN_BEFORE = """
    SELECT late.seq FROM slip late
    WHERE late.terminal = ? AND late.epoch = ? AND late.seq BETWEEN ? AND ? AND EXISTS (
        SELECT 1 FROM slip early WHERE early.terminal = late.terminal
        AND early.queue_day = late.queue_day AND early.label = late.label
        AND (early.epoch <> late.epoch OR early.seq < late.seq))
    ORDER BY late.seq"""
_BY_CODE = """
    SELECT slip.terminal, event.body
    FROM slip JOIN event ON event.terminal = slip.terminal AND event.epoch = slip.epoch
        AND event.seq = slip.seq
    WHERE slip.code = ? ORDER BY slip.terminal, slip.queue_day, slip.epoch, slip.seq"""


def keep_slips(
    books: Transaction, ledger: Ledger, tickets: Sequence[tuple[int, TicketBody]]
) -> list[int]:
    """Keep where tickets stand; return the seq of those whose label was given before that day."""
    if not tickets:
        return []
    whose = (ledger.terminal, ledger.epoch)
    rows = [(*whose, seq, t.code, t.queue_day.isoformat(), t.label) for seq, t in tickets]
    books.insert("slip", _COLUMNS, rows)
    found = books.all(_GIVEN_BEFORE, *whose, tickets[0][0], tickets[-1][0])
    return [seq for (seq,) in found]


def find_slips(database: Database, code: str) -> list[Slip]:
    """Return the slips with a code, one for each terminal and day it was printed on."""
    if not _CODE.fullmatch(code):
        return []
    stops: dict[tuple[str, str], list[SlipStop]] = defaultdict(list)
    found = [(terminal, read_ticket(body)) for terminal, body in database.ask(_BY_CODE, code)]
    for terminal, ticket in [*found, *find_tickets(database, code)]:
        stops[terminal, ticket.queue_day.isoformat()].append(
            SlipStop(ticket.label, tuple(ticket.agencies), tuple(ticket.services))
        )
    return [Slip(code, *where, tuple(found)) for where, found in stops.items()]
