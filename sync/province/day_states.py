"""What is thought of each day of a terminal, over all its ledgers.

A day is missing where something of it is known to exist and is not here: its close, in a ledger
that goes on after it or was given up; its events, where the ids of days have a hole or the
terminal knows the proof of a day that a restored backup of the province has forgotten. A day on
which a kiosk was off has no id, so it is no day at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sync.province.ledgers import Ledger
from sync.province.ports import DayStanding
from sync.wire.messages import DayState

LONGEST_HOLE = 366
"""Missing days that are listed of one hole; a made-up day id could claim billions."""

_WORST: tuple[DayState, ...] = ("proven", "open", "missing", "different")


class Day(NamedTuple):
    """One row of ``day``: local date in ISO, state "open", "proven" or "different"."""

    day_id: int
    date: str
    events: int
    state: DayState


def days_of_terminal(
    ledgers: Sequence[tuple[Ledger, Sequence[Day]]],
    current: str | None,
    today: dt.date,
    strays: Sequence[DayStanding] = (),
) -> list[DayStanding]:
    """Return the days by date; ``ledgers`` come with their days by id, ``current`` is an epoch.

    ``strays`` are the days of other histories, which count like any other.
    """
    seen = list(strays)
    for ledger, days in ledgers:
        live = ledger.epoch == current and ledger.state == "open"
        seen += [*_present(ledger, days, live=live), *_absent(ledger, days, today)]
    found: dict[str, DayStanding] = {}
    for day in seen:
        before = found.get(day.day, DayStanding(day.day, 0, "proven"))
        worst = _WORST[max(_WORST.index(before.state), _WORST.index(day.state))]
        found[day.day] = DayStanding(day.day, before.events + day.events, worst)
    return [found[date] for date in sorted(found)]


def _present(ledger: Ledger, days: Sequence[Day], *, live: bool) -> Iterator[DayStanding]:
    for number, day in enumerate(days, start=1):
        # The close of a day is the first event behind it, so it may still be on its way.
        awaited = live and (number == len(days) or ledger.announced > ledger.hw)
        lost = day.state == "open" and not awaited
        yield DayStanding(day.date, day.events, "missing" if lost else day.state)


def _absent(ledger: Ledger, days: Sequence[Day], today: dt.date) -> Iterator[DayStanding]:
    for before, after in pairwise(days):
        until = dt.date.fromisoformat(after.date)
        yield from _hole(before.date, until, after.day_id - before.day_id - 1)
    if days:
        yield from _hole(days[-1].date, today, ledger.told_day - days[-1].day_id)


def _hole(date: str, until: dt.date, count: int) -> Iterator[DayStanding]:
    """Yield ``count`` days behind ``date`` and before ``until``.

    Where the dates are more than the days nobody can know which it were; the first stand for them.
    """
    day = dt.date.fromisoformat(date)
    for _ in range(min(count, LONGEST_HOLE, (until - day).days - 1)):
        day += dt.timedelta(days=1)
        yield DayStanding(day.isoformat(), 0, "missing")
