"""Strays: what a closed ledger's other history wrote after the two had parted.

A restored or cloned disk went on giving numbers to real people before the line could tell it. Those
events can be no part of the ledger, whose places are taken; they are kept beside it.

The law: whatever batches come, in whatever order and however often, each event of such a history
is here once under its (terminal, epoch, seq, hash), as an event or as a stray, and everything
before it is here too.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import EventRow, export_line
from sync.province.batches import Batch
from sync.province.contacts import admit
from sync.province.database.ports import Database, Transaction
from sync.province.judging import Findings, TicketBody, judge
from sync.province.ledgers import Ledger, find_ledger
from sync.province.ports import Refusal, Standing, TerminalKey
from sync.province.proofs import closed_days, date_by_clock
from sync.province.salvage import NO_DAY
from sync.wire import problems
from sync.wire.messages import EventsHeader

PAGE = 1000
"""Strays that are in memory at once."""

_EVENTS = "SELECT seq, hash FROM event WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?"
_KNOWN = """
    SELECT 1 FROM event WHERE terminal = ? AND epoch = ? AND seq = ? AND hash = ?
    UNION ALL
    SELECT 1 FROM stray WHERE terminal = ? AND epoch = ? AND seq = ? AND hash = ?
    LIMIT 1"""
_KEEP = """
    INSERT INTO stray(terminal, epoch, seq, hash, raw, date, code, recv_ms)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(terminal, epoch, seq, hash) DO NOTHING"""
_PAGE = """
    SELECT seq, hash, raw FROM stray
    WHERE terminal = ? AND epoch = ? AND (seq, hash) > (?, ?) ORDER BY seq, hash LIMIT ?"""
_BY_CODE = """
    SELECT terminal, raw FROM stray WHERE code = ? ORDER BY terminal, epoch, seq, hash"""


class _Exported(msgspec.Struct):
    body: TicketBody


_read_exported = msgspec.json.Decoder(_Exported).decode


def take_strays(
    books: Transaction, key: TerminalKey, header: EventsHeader, batch: Batch, now_ms: int
) -> Standing | Refusal:
    """Keep what is new of a batch. A refusal is returned, since the request was counted."""
    refused = admit(books, key, header.sent, header.clock, now_ms)
    if refused is not None:
        return refused
    ledger = find_ledger(books, key.terminal, header.epoch)
    if ledger is None:
        return Refusal(problems.OPEN, "nothing of it is here", expected=1, at=FIRST_PREV)
    refused = _misfit(books, ledger, batch)
    if refused is not None:
        return refused
    _keep(books, ledger, batch, now_ms)
    days = closed_days(books, ledger, header.proven_day)
    return Standing(batch.last, batch.rows[-1].hash if batch.rows else batch.prev, days)


def find_tickets(database: Database, code: str) -> list[tuple[str, TicketBody]]:
    """Return the stray tickets with a code, each with its terminal."""
    rows = database.ask(_BY_CODE, code)
    return [(terminal, _read_exported(raw).body) for terminal, raw in rows]


def lines_of(database: Database, whose: tuple[str, str]) -> Iterator[str]:
    """Yield the strays of a ledger (terminal, epoch) as export lines, by seq and hash."""
    seq, digest = 0, ""
    while page := database.ask(_PAGE, *whose, seq, digest, PAGE):
        for _seq, _hash, raw in page:
            yield raw.decode()
        seq, digest, _raw = page[-1]


def _misfit(books: Transaction, ledger: Ledger, batch: Batch) -> Refusal | None:
    """Return why no line of a batch can be kept, or None."""
    if ledger.state == "open":
        return _unfit(ledger, problems.OPEN, "this ledger is open; send it as events")
    if not _is_known(books, ledger, batch.first - 1, batch.prev):
        return _unfit(ledger, problems.GAP, "what is before the first is not here")
    if batch.rows or not batch.lines:
        return None
    if batch.unreadable:
        return _unfit(ledger, problems.POISONED, "the line is unreadable", seq=batch.first)
    return _unfit(ledger, problems.GAP, "events are missing inside the batch")


def _is_known(books: Transaction, ledger: Ledger, seq: int, digest: str) -> bool:
    if seq == 0:
        return digest == FIRST_PREV
    if (seq, digest) == (ledger.hw, ledger.hash):  # Its month may lie in an archive.
        return True
    place = (ledger.terminal, ledger.epoch, seq, digest)
    return books.one(_KNOWN, *place, *place) is not None


def _unfit(ledger: Ledger, code: str, words: str, seq: int = 0) -> Refusal:
    return Refusal(code, words, expected=ledger.hw + 1, at=ledger.hash, seq=seq)


def _keep(books: Transaction, ledger: Ledger, batch: Batch, now_ms: int) -> None:
    whose = (ledger.terminal, ledger.epoch)
    here = set(books.all(_EVENTS, *whose, batch.first, batch.last))
    found = judge(batch.rows, batch.poisoned)
    codes = {seq: ticket.code for seq, ticket in found.tickets}
    for row in batch.rows:
        if (row.seq, row.hash) not in here:
            raw = batch.poisoned.get(row.seq) or export_line(*whose, row).encode()
            place = (*whose, row.seq, row.hash)
            books.run(_KEEP, *place, raw, _date(row, found), codes.get(row.seq), now_ms)


def _date(row: EventRow, found: Findings) -> str | None:
    if row.day_id == NO_DAY:
        return None
    return found.dates.get(row.day_id) or date_by_clock(row.wall_ms)
