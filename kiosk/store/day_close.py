"""Closing a queue day: what terminal and province compare, so that both can prove the day whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from kiosk.store.engine import sqlite3
from kiosk.store.merkle import MerkleTree

KIND = "day.closed"

_Row = tuple[int, int, str, str]
"""What a close needs of an event: seq, day_id, kind, hash."""


class DaySpan(NamedTuple):
    """Where the events of a queue day stand: ``date`` in ISO, both seq included."""

    day_id: int
    date: str
    first_seq: int
    last_seq: int
    events: int


class DayClose(NamedTuple):
    """A closed day as the projection ``day_close`` keeps it; ``closed_seq`` is its event's."""

    day_id: int
    date: str
    first_seq: int
    last_seq: int
    events: int
    root: str
    closed_seq: int


@dataclass(frozen=True, slots=True)
class DayTally:
    """A day counted from its events: from where to where, their root, how many of each kind."""

    day_id: int
    first_seq: int
    last_seq: int
    last_hash: str
    root: str
    kinds: Mapping[str, int]

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(self.kinds.values())

    @property
    def contiguous(self) -> bool:
        """Whether no seq is missing between the first and the last."""
        return self.events == self.last_seq - self.first_seq + 1

    def body(self, date: str) -> dict[str, Any]:
        """Return the body of ``day.closed``."""
        return {
            "day_id": self.day_id,
            "date": date,
            "first_seq": self.first_seq,
            "last_seq": self.last_seq,
            "events": self.events,
            "kinds": dict(self.kinds),
            "last_hash": self.last_hash,
            "root": self.root,
        }


class DayCounter:
    """Counts the events of one day as they come, and keeps none of them."""

    def __init__(self, day_id: int) -> None:
        """Begin with none."""
        self.day_id = day_id
        self._first = self._last = 0
        self._last_hash = ""
        self._kinds: Counter[str] = Counter()
        self._tree = MerkleTree()

    def add(self, seq: int, kind: str, digest: str) -> None:
        """Count an event; raises ``ValueError`` for a hash that is no hex."""
        self._tree.add(digest)
        self._first = self._first or seq
        self._last, self._last_hash = seq, digest
        self._kinds[kind] += 1

    def tally(self) -> DayTally:
        """Return the day as it was counted so far."""
        kinds = dict(self._kinds)
        root = self._tree.root()
        return DayTally(self.day_id, self._first, self._last, self._last_hash, root, kinds)


def tally_days(rows: Iterable[_Row]) -> Iterator[DayTally]:
    """Count the days that (seq, day_id, kind, hash) of events in their order belong to."""
    for day_id, of_day in groupby(rows, key=_day_of):
        counter = DayCounter(day_id)
        for seq, _, kind, digest in of_day:
            counter.add(seq, kind, digest)
        yield counter.tally()


def unclosed_days(connection: sqlite3.Connection, before: int) -> list[tuple[DayTally, str]]:
    """Return the days before day ``before`` that were never closed, each with its date.

    A day with a hole is left out for good, since no number given to anybody may wait for it: it
    stays unproven, and ``kiosk ledger verify`` names the hole.
    """
    rows = connection.execute(
        "SELECT seq, day_id, kind, hash FROM event WHERE seq > ? AND day_id < ? ORDER BY seq",
        (closed_up_to(connection), before),
    )
    dates = _dates(connection)
    return [
        (tally, dates[tally.day_id])
        for tally in tally_days(rows)
        if tally.day_id in dates and _whole(connection, tally)
    ]


def keep_close(connection: sqlite3.Connection, tally: DayTally, date: str, closed_seq: int) -> None:
    """Keep a closed day in the projection, inside the transaction of its event."""
    connection.execute(
        "INSERT INTO day_close(day_id, date, first_seq, last_seq, events, root, closed_seq) "
        "VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            tally.day_id,
            date,
            tally.first_seq,
            tally.last_seq,
            tally.events,
            tally.root,
            closed_seq,
        ),
    )


def day_closes(connection: sqlite3.Connection, since_day: int = 0) -> list[DayClose]:
    """Return the closed days from ``since_day`` on, in their order."""
    rows = connection.execute(
        "SELECT day_id, date, first_seq, last_seq, events, root, closed_seq FROM day_close "
        "WHERE day_id >= ? ORDER BY day_id",
        (since_day,),
    )
    return [DayClose(*row) for row in rows]


def day_spans(connection: sqlite3.Connection) -> list[DaySpan]:
    """Return every day, also those whose events were purged and those not closed yet.

    The caller holds a transaction. Where a day ends is sought by halving, not by reading it.
    """
    spans = [DaySpan(*close[:5]) for close in day_closes(connection)]
    dates = _dates(connection)
    found = _event_from(connection, closed_up_to(connection) + 1)
    while found is not None:
        first, day_id = found
        last = _last_of_day(connection, first, day_id)
        spans.append(DaySpan(day_id, dates.get(day_id, ""), first, last, last - first + 1))
        found = _event_from(connection, last + 1)
    return spans


def _day_of(row: _Row) -> int:
    return row[1]


def _whole(connection: sqlite3.Connection, tally: DayTally) -> bool:
    """Whether a day has all its events: none is missing inside it, before it or behind it.

    What was purged before it ends with a closed day, so a day is never closed without what was
    purged of itself.
    """
    (begins, ends) = connection.execute(
        "SELECT :first = 1 OR EXISTS(SELECT 1 FROM event WHERE seq = :first - 1) "
        "OR EXISTS(SELECT 1 FROM day_close WHERE last_seq = :first - 1), "
        "EXISTS(SELECT 1 FROM event WHERE seq = :last + 1) "
        "OR :last = (SELECT max(seq) FROM event)",
        {"first": tally.first_seq, "last": tally.last_seq},
    ).fetchone()
    return bool(tally.contiguous and begins and ends)


def closed_up_to(connection: sqlite3.Connection) -> int:
    """Return the last seq of the last closed day, 0 where none is closed."""
    (seq,) = connection.execute("SELECT coalesce(max(last_seq), 0) FROM day_close").fetchone()
    return int(seq)


def _dates(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT day_id, date FROM queue_day").fetchall())


def _event_from(connection: sqlite3.Connection, seq: int) -> tuple[int, int] | None:
    """Return seq and day of the first event from ``seq`` on."""
    return connection.execute(
        "SELECT seq, day_id FROM event WHERE seq >= ? ORDER BY seq LIMIT 1", (seq,)
    ).fetchone()


def _last_of_day(connection: sqlite3.Connection, first: int, day_id: int) -> int:
    """Return the last seq of a day that begins at ``first``; days never go back along the chain."""
    (end,) = connection.execute("SELECT max(seq) FROM event").fetchone()
    low, high = first, int(end)
    while low < high:
        found = _event_from(connection, (low + high + 1) // 2)
        if found is not None and found[1] <= day_id:
            low = found[0]
        else:
            high = (low + high + 1) // 2 - 1
    return low
