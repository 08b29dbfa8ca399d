"""The one true time of a run, and the clocks of its machines, which may be wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.clock import JAKARTA, Quality

BEGAN = datetime(2026, 11, 24, 8, 0, tzinfo=JAKARTA)


@dataclass
class TrueTime:
    """Seconds since the run began; only ``pass_`` moves them."""

    s: float = 0.0

    def pass_(self, seconds: float) -> None:
        """Let time pass everywhere."""
        self.s += max(0.0, seconds)


@dataclass
class MachineClock:
    """A machine's clock: runs with the true time; its wall clock may be set to anything."""

    true: TrueTime
    wrong: timedelta = timedelta(0)
    given: bool = False
    booted_s: float = field(default=-1000.0)

    def quality_of(self, _moment: datetime) -> Quality:
        """Return how far the machine itself believes its clock."""
        return "trusted" if self.given else "holdover"

    def now(self) -> datetime:
        """Return the wall time the machine shows, in Jakarta."""
        return BEGAN + timedelta(seconds=self.true.s) + self.wrong

    def mono_ms(self) -> int:
        """Return milliseconds since the machine was switched on."""
        return round((self.true.s - self.booted_s) * 1000)

    def jump(self, step: timedelta) -> None:
        """Set the wall clock; no time passes."""
        self.wrong += step

    def right(self) -> None:
        """Set the wall clock right."""
        self.wrong = timedelta(0)
