"""Time is given, never taken: every part gets a clock, so that tests and demos own the time."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
"""Lampung's time zone (WIB, UTC+7, no daylight saving)."""

Quality = Literal["trusted", "holdover", "suspect"]
"""How far a wall clock is to be believed; without a province it is ``holdover``."""


class Clock(Protocol):
    """Wall time in Asia/Jakarta and a monotonic clock in milliseconds."""

    @property
    def given(self) -> bool:
        """Whether the start was set by hand, which counts as a trusted date."""
        ...

    def now(self) -> datetime:
        """Return the local wall time, timezone-aware."""
        ...

    def mono_ms(self) -> int:
        """Return monotonic milliseconds; only differences mean anything."""
        ...


class SystemClock:
    """The machine's own clock."""

    given = False

    def now(self) -> datetime:
        """Return the local wall time, timezone-aware."""
        return datetime.now(JAKARTA)

    def mono_ms(self) -> int:
        """Return milliseconds since the machine started, time asleep included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class GivenClock(SystemClock):
    """A clock that starts where it is told (``--now``, ``KIOSK_NOW``) and then runs on."""

    given = True

    def __init__(self, start: datetime) -> None:
        """Start at ``start``; a naive time is taken as Asia/Jakarta."""
        aware = start if start.tzinfo else start.replace(tzinfo=JAKARTA)
        self._start = aware.astimezone(JAKARTA)
        self._began_ms = self.mono_ms()

    def now(self) -> datetime:
        """Return the given start plus the time that passed since."""
        return self._start + timedelta(milliseconds=self.mono_ms() - self._began_ms)
