"""The queue day: stored, cut at 03.00 local time, and never going back.

A new day begins only on a date that can be believed: one that was given by hand or is trusted,
or, on a terminal without a time source, a step forwards of at most fourteen days with two quiet
hours before it, so that a mall that was switched off over Lebaran starts its day by itself. A
clock set back or far ahead changes nothing: numbers go on under the old day, and the event says
``suspect``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.clock import Quality

FURTHEST_STEP = timedelta(days=14)
"""The longest closure that a kiosk without a time source steps over by itself."""

QUIET_MS = 2 * 60 * 60 * 1000
"""Milliseconds without an event before an untrusted clock may begin a day."""


@dataclass(frozen=True, slots=True)
class QueueDay:
    """A queue day: its number on this terminal and its date."""

    day_id: int
    date: date


@dataclass(frozen=True, slots=True)
class Decision:
    """The day to use, whether it has to be begun, and what to think of the clock."""

    day: QueueDay
    begins: bool
    quality: Quality


def day_of(now: datetime, starts: time) -> date:
    """Return the date of the queue day that a local time belongs to."""
    return (now - timedelta(hours=starts.hour, minutes=starts.minute)).date()


def decide(current: QueueDay | None, today: date, *, trusted: bool, quiet_ms: int) -> Decision:
    """Decide which day ``today`` (by the clock) belongs to.

    ``trusted`` says the date was given or comes from a time source; ``quiet_ms`` is how long
    nothing has happened, by the less generous of the wall and the monotonic clock.
    """
    quality: Quality = "trusted" if trusted else "holdover"
    if current is None:
        return Decision(QueueDay(1, today), begins=True, quality=quality)
    if today == current.date:
        return Decision(current, begins=False, quality=quality)
    if today < current.date:
        return Decision(current, begins=False, quality="suspect")
    believable = today - current.date <= FURTHEST_STEP and quiet_ms >= QUIET_MS
    if trusted or believable:
        return Decision(QueueDay(current.day_id + 1, today), begins=True, quality=quality)
    return Decision(current, begins=False, quality="suspect")
