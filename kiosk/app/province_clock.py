"""The clock of a terminal with a province: what was told last and signed, carried on by this boot.

The machine's clock is never set. Where the province's time says that it is wrong, the kiosk goes by
the province's time; without one it is as good as the machine's own clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from kiosk.clock import EARLIEST, JAKARTA, Clock, Quality, TimeTold, boot_id
from kiosk.errors import KioskError

AGREE_MS = 60_000
"""Milliseconds that two clocks may differ and still tell the same time."""

FRESH_MS = 7 * 24 * 3_600_000
"""Milliseconds for which the told time vouches for a date: a week by any crystal."""

LOOK_MS = 3_000
"""Milliseconds between two looks at what was told."""

_DRIFT = 1_000
"""A clock may gain or lose one part in so many while nobody tells the time."""

_FLOOR_MS = int(datetime.combine(EARLIEST, time(), JAKARTA).timestamp() * 1000)
_CEILING_MS = int(datetime(2100, 1, 1, tzinfo=JAKARTA).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class _Province:
    """The province's time now, as of this boot: how old it is and how far it can be off, in ms."""

    now_ms: int
    age_ms: int
    slack_ms: int


class ProvinceClock:
    """Implements ``kiosk.clock.Clock``. Any thread may ask."""

    given = False

    def __init__(self, system: Clock, told: Callable[[], TimeTold | None]) -> None:
        """Go by ``system`` and by ``told()``: what the agent noted at the last signed reply.

        ``told`` may fail with a ``KioskError`` and is asked once in some seconds at most. A clock
        that was given by hand needs no province.
        """
        self._system = system
        self._told = told
        self._boot_id = boot_id()
        self._seen: tuple[int, TimeTold | None] | None = None

    def mono_ms(self) -> int:
        """Return milliseconds since the machine started, time asleep included."""
        return self._system.mono_ms()

    def now(self) -> datetime:
        """Return the machine's time where it can be right, else the province's."""
        wall = self._system.now()
        province = self._carried_on(self._latest())
        if province is None or _agrees(_ms(wall), province):
            return wall
        return datetime.fromtimestamp(province.now_ms / 1000, JAKARTA)

    def quality_of(self, moment: datetime) -> Quality:
        """Return how far ``moment`` can be believed as the present.

        ``trusted`` while what was told in this boot is younger than a week; ``suspect`` where the
        moment lies before the last time told, or does not fit what was told in this boot.
        """
        told = self._latest()
        province = self._carried_on(told)
        if province is not None and province.age_ms <= FRESH_MS:
            return "trusted" if _agrees(_ms(moment), province) else "suspect"
        floor = _FLOOR_MS if told is None else max(_FLOOR_MS, told.server_ms)
        return "suspect" if _ms(moment) < floor - AGREE_MS else "holdover"

    def _latest(self) -> TimeTold | None:
        """Return what was told last; the look is shared for some seconds."""
        mono_ms, seen = self._system.mono_ms(), self._seen
        if seen is not None and 0 <= mono_ms - seen[0] < LOOK_MS:
            return seen[1]
        try:
            told = _plausible(self._told())
        except KioskError:  # A ticket never waits for the line: the clock goes by what it knows.
            told = seen[1] if seen is not None else None
        self._seen = mono_ms, told
        return told

    def _carried_on(self, told: TimeTold | None) -> _Province | None:
        """Return the told time as it is now, or None where it was told in another boot."""
        if told is None or told.boot_id != self._boot_id:
            return None
        age_ms = self._system.mono_ms() - told.mono_ms
        if age_ms < 0:
            return None
        drift_ms = age_ms // _DRIFT if age_ms > FRESH_MS else 0
        return _Province(told.server_ms + age_ms, age_ms, AGREE_MS + told.rtt_ms + drift_ms)


def _plausible(told: TimeTold | None) -> TimeTold | None:
    """Return what was told, unless the province itself lives in no time of this program."""
    return told if told is not None and _FLOOR_MS <= told.server_ms < _CEILING_MS else None


def _agrees(wall_ms: int, province: _Province) -> bool:
    return abs(wall_ms - province.now_ms) <= province.slack_ms


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
