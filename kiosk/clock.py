"""Time is given, never taken: every part gets a clock, so that tests and demos own the time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

JAKARTA = ZoneInfo("Asia/Jakarta")
"""Lampung's time zone (WIB, UTC+7, no daylight saving)."""

Quality = Literal["trusted", "holdover", "suspect"]
"""How far a time is to be believed.

``trusted``: a person or the province vouches for it. ``holdover``: nobody says that it is wrong.
``suspect``: it is certainly wrong, or does not fit what is known.
"""

EARLIEST = date(2026, 1, 1)
"""The program is younger than any date before this: such a date comes from a dead clock."""


class Clock(Protocol):
    """Wall time in Asia/Jakarta and a monotonic clock in milliseconds."""

    @property
    def given(self) -> bool:
        """Whether the start was set by hand."""
        ...

    def quality_of(self, moment: datetime, /) -> Quality:
        """Return how far ``moment`` can be believed as the present.

        The moment is named, since what a clock says may be corrected between two looks at it.
        """
        ...

    def now(self) -> datetime:
        """Return the local wall time, timezone-aware."""
        ...

    def mono_ms(self) -> int:
        """Return monotonic milliseconds; only differences mean anything."""
        ...


@dataclass(frozen=True, slots=True)
class TimeTold:
    """The province's time, signed, with the terminal's clocks at that very moment.

    ``server_ms`` is corrected by half of ``rtt_ms``, which is how long question and answer took.
    ``mono_ms`` counts in the boot ``boot_id``.
    """

    server_ms: int
    wall_ms: int
    mono_ms: int
    boot_id: str
    rtt_ms: int


def boot_id() -> str:
    """Return which boot of the machine this is; the monotonic clock counts from there."""
    return _BOOT_ID.read_text(encoding="ascii").strip()


class SystemClock:
    """The machine's own clock, with nobody to vouch for it."""

    given = False

    def quality_of(self, _moment: datetime) -> Quality:
        """Return ``holdover``: the machine alone knows no better."""
        return "holdover"

    def now(self) -> datetime:
        """Return the local wall time, timezone-aware."""
        return datetime.now(JAKARTA)

    def mono_ms(self) -> int:
        """Return milliseconds since the machine started, time asleep included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class GivenClock(SystemClock):
    """A clock that starts where it is told (``--now``, ``KIOSK_NOW``) and then runs on."""

    given = True

    def quality_of(self, _moment: datetime) -> Quality:
        """Return ``trusted``: whoever gave the time vouches for its date."""
        return "trusted"

    def __init__(self, start: datetime) -> None:
        """Start at ``start``; a naive time is taken as Asia/Jakarta."""
        aware = start if start.tzinfo else start.replace(tzinfo=JAKARTA)
        self._start = aware.astimezone(JAKARTA)
        self._began_ms = self.mono_ms()

    def now(self) -> datetime:
        """Return the given start plus the time that passed since."""
        return self._start + timedelta(milliseconds=self.mono_ms() - self._began_ms)
