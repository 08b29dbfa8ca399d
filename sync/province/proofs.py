"""Days: counted as their events come, and judged by the province's own rows when they close."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from kiosk.clock import JAKARTA
from kiosk.store.day_close import DayTally, tally_days
from kiosk.store.lines import EventRow
from kiosk.store.merkle import merkle_root
from sync.province.database.ports import Transaction
from sync.province.judging import Closing
from sync.province.ledgers import Ledger
from sync.province.salvage import NO_DAY
from sync.wire.messages import DayProof

MOST_DAYS = 200
"""Days of one reply; the terminal learns of the others with its next requests."""

PAGE = 5000
"""Rows of a day that are in memory at once."""

MOST_STRAYS = 1000
"""Events of other days among those of a day that is still counted; an honest one has none."""

EARLIEST_MS = int(dt.datetime(2020, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)
LATEST_MS = int(dt.datetime(2090, 1, 1, tzinfo=dt.UTC).timestamp() * 1000)
"""Outside of these a wall clock was certainly wrong. That is counted, and no fault of the event."""

_COUNT = """
    INSERT INTO day(terminal, epoch, day_id, date, events, odd_times, first_seq, last_seq, state)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, 'open')
    ON CONFLICT(terminal, epoch, day_id) DO UPDATE SET
        events = day.events + excluded.events, odd_times = day.odd_times + excluded.odd_times,
        last_seq = excluded.last_seq, date = coalesce(?, day.date),
        state = CASE day.state WHEN 'open' THEN 'open' ELSE 'different' END"""
_JUDGED = """
    INSERT INTO day(terminal, epoch, day_id, date, events, odd_times, first_seq, last_seq,
        root, their_root, state)
    VALUES(?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
    ON CONFLICT(terminal, epoch, day_id) DO UPDATE SET
        date = excluded.date, events = excluded.events, root = excluded.root,
        their_root = excluded.their_root,
        state = CASE day.state WHEN 'different' THEN 'different' ELSE excluded.state END"""
_SPAN = """
    SELECT first_seq, last_seq, events FROM day
    WHERE terminal = ? AND epoch = ? AND day_id = ?"""
_ROWS = """
    SELECT seq, day_id, kind, hash FROM event
    WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?"""
_POISONED = """
    SELECT 1 FROM quarantine WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?
    AND reason = 'hash' LIMIT 1"""
_CLOSED = """
    SELECT date, day_id, epoch, events, last_seq, root, state FROM day
    WHERE terminal = ? AND epoch = ? AND day_id > ? AND state <> 'open'
    ORDER BY day_id LIMIT ?"""


def count_days(
    books: Transaction, ledger: Ledger, rows: Sequence[EventRow], dates: dict[int, str]
) -> None:
    """Count new rows into their days. A row of a day that was judged already changes it."""
    for day_id, of_day in groupby(rows, key=attrgetter("day_id")):
        if day_id == NO_DAY:
            continue
        events = list(of_day)
        date = dates.get(day_id)
        books.run(
            _COUNT,
            ledger.terminal,
            ledger.epoch,
            day_id,
            date or date_by_clock(events[0].wall_ms),
            len(events),
            sum(not EARLIEST_MS <= event.wall_ms < LATEST_MS for event in events),
            events[0].seq,
            events[-1].seq,
            date,
        )


def judge_days(books: Transaction, ledger: Ledger, closings: Iterable[Closing]) -> None:
    """Reckon closed days from the province's own rows and compare; a difference stays one.

    However often a batch closes a day, its rows are read once.
    """
    by_day: defaultdict[int, list[Closing]] = defaultdict(list)
    for closing in closings:
        by_day[closing.day_id].append(closing)
    for day_id, of_day in by_day.items():
        _judge_day(books, ledger, day_id, of_day)


def _judge_day(
    books: Transaction, ledger: Ledger, day_id: int, closings: Sequence[Closing]
) -> None:
    whose, last_word = (ledger.terminal, ledger.epoch), closings[-1]
    first, last, tally = _own_tally(books, ledger, last_word)
    proven = (
        tally is not None
        and tally.contiguous
        and all(tally.body(it.date.isoformat()) == _body(it) for it in closings)
        and books.one(_POISONED, *whose, first, last) is None
    )
    events, root = (tally.events, tally.root) if tally else (0, merkle_root(()))
    date, state = last_word.date.isoformat(), "proven" if proven else "different"
    books.run(_JUDGED, *whose, day_id, date, events, first, last, root, last_word.root, state)


def _own_tally(
    books: Transaction, ledger: Ledger, closing: Closing
) -> tuple[int, int, DayTally | None]:
    """Count a day's own rows; return where they begin and end, and None where it cannot be whole.

    A day whose events lie scattered over a ledger is not read, or a terminal could make every
    close of a batch read all of it.
    """
    span = books.one(_SPAN, ledger.terminal, ledger.epoch, closing.day_id)
    if span is None:
        return closing.first_seq, closing.first_seq - 1, None
    first, last, events = span
    if last - first + 1 > events + MOST_STRAYS:
        return first, last, None
    rows = (row for row in _rows(books, ledger, first, last) if row[1] == closing.day_id)
    return first, last, next(tally_days(rows), None)


def closed_days(books: Transaction, ledger: Ledger, after_day: int) -> list[DayProof]:
    """Return what the province thinks of the closed days behind ``after_day``, the first 200."""
    rows = books.all(_CLOSED, ledger.terminal, ledger.epoch, after_day, MOST_DAYS)
    return [
        DayProof(
            date=date,
            day_id=day_id,
            epoch=epoch,
            events=events,
            last_seq=last_seq,
            root=root,
            state=state,
        )
        for date, day_id, epoch, events, last_seq, root, state in rows
    ]


def _rows(books: Transaction, ledger: Ledger, first: int, last: int) -> Iterator[Any]:
    while first <= last:
        page = books.all(_ROWS, ledger.terminal, ledger.epoch, first, last, PAGE)
        yield from page
        if len(page) < PAGE:
            return
        first = page[-1][0] + 1


def _body(closing: Closing) -> dict[str, Any]:
    return msgspec.structs.asdict(closing) | {"date": closing.date.isoformat()}


def date_by_clock(wall_ms: int) -> str:
    """Return the local date of a wall clock, for a day that has not said its date yet."""
    try:
        return dt.datetime.fromtimestamp(wall_ms / 1000, JAKARTA).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return dt.datetime.fromtimestamp(0, dt.UTC).date().isoformat()
