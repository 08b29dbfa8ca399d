"""The site: what a self-test looks at. Nothing of it is loaded before a check asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kiosk.app.line_news import ENROLMENT, LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.clock import Clock
from kiosk.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """What Qt tells of the screen and the kiosk's window: pixels, and the glass in mm (0: unknown).

    Only the GUI thread can gather it.
    """

    screen_px: tuple[int, int]
    window_px: tuple[int, int]
    glass_mm: tuple[float, float]


@dataclass(frozen=True)
class Site:
    """One terminal at one moment: its data folder, its machine's clock, its screen if one is seen.

    ``system`` is where Linux tells of its devices, ``processes`` where it tells of memory, sound.
    """

    data: Path
    machine: Clock
    screen: ScreenFacts | None = None
    system: Path = Path("/sys")
    processes: Path = Path("/proc")

    @cached_property
    def line(self) -> LineNews:
        """What the line tells, looked at once."""
        news = LineNews(self.data, self.machine)
        news.look()
        return news

    @cached_property
    def clock(self) -> Clock:
        """The clock the kiosk goes by."""
        return self.machine if self.machine.given else ProvinceClock(self.machine, self.line.told)

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; raises ``DataProblem`` where there are none that hold."""
        return load_settings(self.data)

    @property
    def enrolled(self) -> bool:
        """Whether the terminal belongs to a province, be its enrolment damaged."""
        return (self.data / ENROLMENT).exists()
