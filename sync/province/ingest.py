"""Ingest: every event of a ledger is stored exactly once, in its order, or refused with a reason.

The law: whatever batches come, in whatever order and however often, the rows of a ledger are seq
1 to ``hw`` without a gap, each chained on the one before it.
"""

from __future__ import annotations

from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import EventRow
from sync.province.batches import Batch
from sync.province.contacts import admit
from sync.province.database.months import month_of
from sync.province.database.ports import Transaction
from sync.province.database.schema import EVENT
from sync.province.forks import first_difference, keep_claim, keep_fork
from sync.province.judging import judge
from sync.province.ledgers import (
    Ledger,
    advance,
    begin_ledger,
    close_ledger,
    closed,
    find_ledger,
    raise_alarm,
)
from sync.province.ports import Refusal, Standing, TerminalKey
from sync.province.proofs import closed_days, count_days, judge_days
from sync.province.quarantine import Fault, keep_apart, kept_apart, notes
from sync.province.slips import keep_slips
from sync.wire import problems
from sync.wire.messages import EventsHeader


def take(
    books: Transaction, key: TerminalKey, header: EventsHeader, batch: Batch, now_ms: int
) -> Standing | Refusal:
    """Take what is new of a batch. A refusal is returned, since what it noted must be stored."""
    refused = admit(books, key, header.sent, header.clock, now_ms)
    if refused is not None:
        return refused
    ledger = find_ledger(books, key.terminal, header.epoch)
    if ledger is None and header.first == 1:
        ledger = begin_ledger(books, (key.terminal, header.epoch), now_ms)
    if ledger is None:
        return Refusal(problems.GAP, "nothing of this ledger is here", expected=1, at=FIRST_PREV)
    ledger = _told(ledger, header)
    refused = _misfit(books, ledger, batch, now_ms)
    if refused is not None:
        advance(books, ledger)
        return refused
    return _store(books, ledger, batch, header.proven_day, now_ms)


def _told(ledger: Ledger, header: EventsHeader) -> Ledger:
    """Note what a batch says of its ledger; one that comes late, by USB, unsays nothing."""
    announced = header.first + header.count - 1 + header.backlog
    return ledger._replace(
        announced=max(ledger.announced, announced),
        told_day=max(ledger.told_day, header.proven_day),
    )


def _misfit(books: Transaction, ledger: Ledger, batch: Batch, now_ms: int) -> Refusal | None:
    """Return why a batch does not fit behind what is stored, or None; notices forks."""
    if ledger.state != "open":
        return closed(ledger)
    if not 1 <= batch.first <= ledger.hw + 1:
        return _unfit(ledger, problems.GAP, "events are missing before the first")
    seq = first_difference(books, ledger, batch)
    if seq is not None:
        keep_fork(books, ledger, batch, seq, now_ms)
        close_ledger(books, ledger, "forked")
        return closed(ledger._replace(state="forked"), seq)
    if batch.first == ledger.hw + 1 and batch.prev != ledger.hash:
        if ledger.hw:  # A second history, by the terminal's own word; its event did not come yet.
            keep_claim(books, ledger, batch.prev, now_ms)
            raise_alarm(books, ledger, "forked")
        return _unfit(ledger, problems.BROKEN_CHAIN, "it does not follow what is stored")
    return _nothing_new(ledger, batch)


def _nothing_new(ledger: Ledger, batch: Batch) -> Refusal | None:
    """Return what is wrong with the very line that would be next; None where none is wrong."""
    if batch.last != ledger.hw or len(batch.rows) == len(batch.lines):
        return None
    if batch.unreadable:
        return _unfit(ledger, problems.POISONED, "the line is unreadable", seq=ledger.hw + 1)
    return _unfit(ledger, problems.GAP, "events are missing inside the batch")


def _unfit(ledger: Ledger, code: str, words: str, seq: int = 0) -> Refusal:
    return Refusal(code, words, expected=ledger.hw + 1, at=ledger.hash, seq=seq)


def _store(
    books: Transaction, ledger: Ledger, batch: Batch, told_day: int, now_ms: int
) -> Standing:
    rows = batch.after(ledger.hw)
    faults: list[Fault] = []
    if batch.first <= ledger.hw:  # A reply was lost, and what it said with it.
        faults = kept_apart(books, ledger, batch.first, ledger.hw)
    if rows:
        faults += _store_rows(books, ledger, rows, batch.poisoned, now_ms)
        ledger = ledger._replace(hw=rows[-1].seq, hash=rows[-1].hash)
    advance(books, ledger)
    days = closed_days(books, ledger, told_day)
    return Standing(ledger.hw, ledger.hash, days, notes(faults))


def _store_rows(
    books: Transaction,
    ledger: Ledger,
    rows: list[EventRow],
    poisoned: dict[int, bytes],
    now_ms: int,
) -> list[Fault]:
    """Insert new rows and all that follows from them; return what is wrong with some."""
    head, month = (ledger.terminal, ledger.epoch), month_of(now_ms)
    books.insert(
        "event",
        EVENT,
        [head + row + (poisoned.get(row.seq), now_ms, month) for row in rows],
    )
    found = judge(rows, poisoned)
    twice = keep_slips(books, ledger, found.tickets)
    faults: list[Fault] = sorted([*found.faults, *((seq, "label") for seq in twice)])
    keep_apart(books, ledger, faults, (rows, poisoned), now_ms)
    count_days(books, ledger, rows, found.dates)
    judge_days(books, ledger, found.closings)
    return faults
