"""The site: what a self-test looks at. Nothing of it is loaded before a check asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.line_news import ENROLMENT, LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.clock import Clock
from kiosk.settings.model import Settings
from kiosk.settings.standing import read_standing as read_configuration

if TYPE_CHECKING:
    from kiosk.app.selftest.ground import Ground
    from sync.agent.standing import Standing
    from sync.line_store import LineState


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
        """What the line tells; ``line_state`` is its first look."""
        return LineNews(self.data, self.machine)

    @cached_property
    def clock(self) -> Clock:
        """The clock the kiosk goes by."""
        if self.machine.given:
            return self.machine
        _ = self.line_state  # So that the clock goes by what was told.
        return ProvinceClock(self.machine, self.line.told)

    @cached_property
    def ground(self) -> Ground:
        """What a kiosk would start with; it takes some tenths of a second."""
        from kiosk.app.selftest.ground import look_at_ground

        return look_at_ground(self.data, self.machine)

    @cached_property
    def settings(self) -> Settings:
        """The settings, as far as the configuration itself is right."""
        return read_configuration(self.data).settings

    @cached_property
    def standing(self) -> Standing:
        """How the line stands; raises ``KioskError`` where that cannot be read."""
        from sync.agent.standing import read_standing

        return read_standing(self.data, self.machine)

    @cached_property
    def line_state(self) -> LineState | None:
        """What is remembered of the line; None without an enrolment, or where it is unreadable."""
        return self.line.look()

    @property
    def enrolled(self) -> bool:
        """Whether the terminal belongs to a province, be its enrolment damaged."""
        return (self.data / ENROLMENT).exists()
