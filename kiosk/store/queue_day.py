"""The queue day: stored, cut at 03.00 local time, and its number never going back.

A day begins on a date that can be believed. A date that was given by hand or comes from a time
source is believed at once. Without one (``holdover``), two hours must have passed since the last
ticket, by the wall clock and within one boot by the monotonic clock too, and then

- a step of up to three days forwards is believed: nights, weekends;
- any step is believed when the monotonic clock of the same boot counted it too: a kiosk that was
  left running over Lebaran;
- a step of up to 31 days is believed on second sight: a kiosk that was switched off over Lebaran
  serves its first day under the old queue day and tells staff, and when the clock has gone on to
  another day by then, that day begins. A wrong clock thus has a whole day to be noticed, and the
  kiosk is never stuck;
- a longer step waits for staff (``Store.confirm_date``), or a dead clock's year 2099 would leave
  the kiosk in the future for ever.

A date that is certainly wrong (before the last one the province told) begins no day at all.

Meanwhile numbers go on under the old day, growing and never twice; the event says ``suspect``.
The same holds for a clock set back: the stored day stays until the clock reaches it again. Only
a stored day more than 31 days ahead of a date that is vouched for came from a broken clock (a first
start in 2099): it is left for that date, if no number was ever given on it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.clock import EARLIEST, Quality

SURE_STEP = timedelta(days=3)
LONGEST_CLOSURE = timedelta(days=31)
QUIET_MS = 2 * 60 * 60 * 1000
"""Milliseconds without a ticket before an untrusted clock may begin a day."""

_SLACK_MS = 60_000


@dataclass(frozen=True, slots=True)
class QueueDay:
    """A queue day: its number on this terminal and its date."""

    day_id: int
    date: date


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment by three witnesses: wall clock, monotonic clock, and which boot it counts in."""

    wall_ms: int
    mono_ms: int
    boot_id: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against the clock. ``last`` is the moment of the last ticket.

    ``last_suspect`` says that the clock was not believed then either, ``wrong`` that it certainly
    is wrong now, by whatever the clock itself knows. ``had_today`` says that the clock's date was
    a queue day already.
    """

    trusted: bool
    now: Instant
    last: Instant | None = None
    last_suspect: bool = False
    doubted: date | None = None
    wrong: bool = False
    had_today: bool = False

    @property
    def quiet_ms(self) -> int:
        """Time since the last ticket by the less generous clock; endless without a ticket."""
        if self.last is None:
            return sys.maxsize
        return min(self._wall, self._mono) if self._same_boot else self._wall

    @property
    def in_step(self) -> bool:
        """Whether wall and monotonic clock agree on the time since the last ticket."""
        return self._same_boot and abs(self._wall - self._mono) <= _SLACK_MS + self._mono // 1000

    @property
    def ran_on(self) -> bool:
        """Whether the clock only ran on from a time that was believed."""
        return self.in_step and not self.last_suspect

    @property
    def stepped(self) -> bool:
        """Whether the wall clock was set since the last ticket, as far as can be seen."""
        return self.last is not None and (
            self._wall < -_SLACK_MS or (self._same_boot and not self.in_step)
        )

    @property
    def _same_boot(self) -> bool:
        return self.last is not None and self.last.boot_id == self.now.boot_id

    @property
    def _wall(self) -> int:
        return self.now.wall_ms - self.last.wall_ms if self.last else 0

    @property
    def _mono(self) -> int:
        return self.now.mono_ms - self.last.mono_ms if self.last else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The day to use, whether it has to be begun, what to think of the clock, what to tell staff.

    ``doubted`` is the clock's date where it is not believed and lies ahead.
    """

    day: QueueDay
    begins: bool
    quality: Quality
    doubted: date | None = None


def day_of(now: datetime, starts: time) -> date:
    """Return the date of the queue day that a local time belongs to."""
    return (now - timedelta(hours=starts.hour, minutes=starts.minute)).date()


def decide(current: QueueDay | None, today: date, evidence: Evidence) -> Decision:
    """Decide which queue day to use when the clock says ``today``."""
    quality: Quality = "trusted" if evidence.trusted else "holdover"
    if evidence.wrong:
        return _decide_wrong(current, today)
    if current is None:
        return Decision(QueueDay(1, today), begins=True, quality=quality)
    if today < current.date or (evidence.had_today and today != current.date):
        return _decide_back(current, today, evidence)
    if today == current.date:
        stepped = evidence.stepped and not evidence.trusted
        return Decision(current, begins=False, quality="suspect" if stepped else quality)
    if evidence.trusted or current.date < EARLIEST:
        return Decision(QueueDay(current.day_id + 1, today), begins=True, quality=quality)
    return _decide_alone(current, today, evidence)


def _decide_back(current: QueueDay, today: date, evidence: Evidence) -> Decision:
    """Leave a future that only a broken clock can have made; else stay.

    Also where the clock found back to a date that was left: no number is given there again.
    """
    far_ahead = current.date - today > LONGEST_CLOSURE and today >= EARLIEST
    if evidence.trusted and far_ahead and not evidence.had_today:
        return Decision(QueueDay(current.day_id + 1, today), begins=True, quality="trusted")
    return Decision(current, begins=False, quality="suspect")


def _decide_wrong(current: QueueDay | None, today: date) -> Decision:
    """Go on under the stored day, whatever the clock says; only the very first has no other."""
    if current is None:
        return Decision(QueueDay(1, today), begins=True, quality="suspect")
    ahead = today if today > current.date else None
    return Decision(current, begins=False, quality="suspect", doubted=ahead)


def _decide_alone(current: QueueDay, today: date, evidence: Evidence) -> Decision:
    if evidence.quiet_ms < QUIET_MS and evidence.ran_on:
        return Decision(current, begins=False, quality="holdover", doubted=evidence.doubted)
    if evidence.quiet_ms >= QUIET_MS and _believable(current.date, today, evidence):
        return Decision(QueueDay(current.day_id + 1, today), begins=True, quality="holdover")
    known = evidence.doubted is not None and _follows(evidence.doubted, today)
    doubted = evidence.doubted if known else today
    return Decision(current, begins=False, quality="suspect", doubted=doubted)


def _believable(stored: date, today: date, evidence: Evidence) -> bool:
    if today - stored <= SURE_STEP or evidence.ran_on:
        return True
    seen = evidence.doubted
    second_sight = seen is not None and today > seen and _follows(seen, today)
    return second_sight and today - stored <= LONGEST_CLOSURE


def _follows(seen: date, today: date) -> bool:
    return timedelta(0) <= today - seen <= SURE_STEP
