"""Verifying a ledger: hashes, chain, seq without gaps, labels where they belong, closed days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.store import day_close
from kiosk.store.day_checks import DayChecks
from kiosk.store.day_close import DayClose
from kiosk.store.hashing import FIRST_PREV
from kiosk.store.labels import parse_label
from kiosk.store.rows import LedgerEvent


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``head`` is the last hash; ``problems`` name the seq they are at."""

    ok: bool
    events: int
    head: str
    problems: list[str]


class Projections(NamedTuple):
    """What the other tables say: ``series`` rows (queue, terminal, day, highest number given).

    ``last_seq`` is the highest seq the ledger ever had, ``integrity`` SQLite's own verdict. Up to
    ``purged_day`` days are purged, or are just being: of them only the chain is checked.
    """

    series: Sequence[tuple[str, int, int, int]]
    last_seq: int
    integrity: str
    closes: Sequence[DayClose] = ()
    purged_day: int = 0


@dataclass(slots=True)
class _Walk:
    """Where a walk along the chain stands. Labels are kept for one day at a time."""

    seq: int = 0
    head: str = FIRST_PREV
    count: int = 0
    day_id: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    promised: dict[str, int] = field(default_factory=dict)


class Verifier:
    """Checks a ledger event by event; what it has to remember does not grow with the events."""

    def __init__(self, purged_day: int = 0) -> None:
        """Begin before the first event; of days up to ``purged_day`` only the chain is checked."""
        self.problems: list[str] = []
        self._walk = _Walk()
        self._days = DayChecks()
        self._purged_day = purged_day

    @property
    def seq(self) -> int:
        """The seq of the last event that was taken, 0 before the first."""
        return self._walk.seq

    def take(self, event: LedgerEvent) -> None:
        """Check the next event."""
        self.problems += _check_link(event, self._walk)
        self.problems += _check_order(event, self._walk)
        if event.row["day_id"] > self._purged_day:
            self.problems += _check_meaning(event, self._walk, self._days)

    def finish(self, other: Projections) -> Verification:
        """Check the other tables against all that was taken, and return what was found."""
        walk, problems = self._walk, self.problems
        if other.integrity != "ok":
            problems.insert(0, f"SQLite: {other.integrity}")
        if walk.seq < other.last_seq:
            problems.append(f"seq {walk.seq + 1}: the end is missing, up to {other.last_seq}")
        problems += _check_promised(walk)
        problems += _check_series(walk, other.series, other.purged_day)
        problems += self._days.check_kept(other.closes, other.purged_day)
        return Verification(not problems, walk.count, walk.head, problems)


def verify_events(events: Iterable[LedgerEvent], other: Projections) -> Verification:
    """Check all events, and the other tables against them."""
    verifier = Verifier(other.purged_day)
    for event in events:
        verifier.take(event)
    return verifier.finish(other)


def check_chain(events: Iterable[LedgerEvent]) -> Iterator[str]:
    """Yield what is wrong with the hashes of successive events, from whichever seq on."""
    walk = _Walk()
    for event in events:
        yield from _check_link(event, walk)


def _check_link(event: LedgerEvent, walk: _Walk) -> Iterator[str]:
    row = event.row
    if walk.count and row["seq"] != walk.seq + 1:
        yield f"seq {row['seq']}: {walk.seq + 1} is missing before it"
    # A purged ledger begins with what follows the purge; only seq 1 has nothing before it.
    elif row["prev"] != walk.head and (walk.count or row["seq"] == 1):
        yield f"seq {row['seq']}: it does not follow the event before it"
    if event.right_hash != row["hash"]:
        yield f"seq {row['seq']}: its content was changed"
    walk.seq, walk.head, walk.count = row["seq"], row["hash"], walk.count + 1


def _check_order(event: LedgerEvent, walk: _Walk) -> Iterator[str]:
    seq, day_id = event.row["seq"], event.row["day_id"]
    if day_id < walk.day_id:
        yield f"seq {seq}: queue day {day_id} comes after {walk.day_id}"
    elif day_id > walk.day_id:
        yield from _check_promised(walk)
        walk.day_id, walk.labels = day_id, {}


def _check_meaning(event: LedgerEvent, walk: _Walk, days: DayChecks) -> Iterator[str]:
    seq, day_id, kind = event.row["seq"], event.row["day_id"], event.row["kind"]
    try:
        days.count(seq, day_id, kind, event.row["hash"])
        if kind == "visit.issued":
            walk.promised.update(dict.fromkeys(event.fields["body"]["tickets"], seq))
        elif kind == "ticket.issued":
            yield from _check_ticket(seq, event.fields["body"]["label"], walk)
        elif kind == day_close.KIND:
            yield from days.check_close(seq, day_id, event.fields["body"])
    except (ValueError, KeyError, TypeError):
        yield f"seq {seq}: its body is not that of a {kind}"


def _check_ticket(seq: int, text: str, walk: _Walk) -> Iterator[str]:
    label = parse_label(text)
    first = walk.labels.setdefault(text, seq)
    if first != seq:
        yield f"seq {seq}: label {text} was given at seq {first} already"
    if walk.promised.pop(text, None) is None:
        yield f"seq {seq}: no visit has the label {text}"
    series = (label.queue, label.series, walk.day_id)
    if label.number != walk.numbers.get(series, 0) + 1:
        yield f"seq {seq}: label {text} is out of turn"
    walk.numbers[series] = label.number


def _check_promised(walk: _Walk) -> Iterator[str]:
    for text, seq in walk.promised.items():
        yield f"seq {seq}: its ticket {text} is missing"
    walk.promised = {}


def _check_series(
    walk: _Walk, series: Sequence[tuple[str, int, int, int]], purged_day: int
) -> Iterator[str]:
    stored = {(queue, terminal, day_id): highest for queue, terminal, day_id, highest in series}
    for key in sorted({*stored, *walk.numbers}):
        given, found = stored.get(key, 0), walk.numbers.get(key, 0)
        queue, _, day_id = key
        if given != found and day_id > purged_day:
            yield f"queue {queue}, day {day_id}: the series says {given}, the ledger {found}"
