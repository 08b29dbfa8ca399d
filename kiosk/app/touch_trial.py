"""The touch test: five targets, each to be hit within eight millimetres. Pure but for its date."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ui.presenters.technician.parts import TouchTest

TARGETS = ((0.08, 0.06), (0.92, 0.06), (0.5, 0.5), (0.08, 0.94), (0.92, 0.94))
"""Centres in parts of the stage's width and height: four corners and the middle."""

LIMIT_MM = 8.0
"""How far from its middle a target may be hit."""


@dataclass(frozen=True, slots=True)
class TouchTrial:
    """How far each touch so far was from its target, in mm."""

    away: tuple[float, ...] = ()

    @property
    def over(self) -> bool:
        """Whether every target was touched."""
        return len(self.away) >= len(TARGETS)

    @property
    def passed(self) -> bool:
        """Whether every target was hit."""
        return self.over and self.worst_mm <= LIMIT_MM

    @property
    def worst_mm(self) -> float:
        """The largest distance so far."""
        return max(self.away, default=0.0)

    @property
    def part(self) -> TouchTest:
        """The target that is to be touched now; the last one where the test is over."""
        place = min(len(self.away), len(TARGETS) - 1)
        return TouchTest(place + 1, len(TARGETS), TARGETS[place])

    def touched(self, which: str) -> TouchTrial:
        """Return the trial with one touch more, "dx,dy" in mm from the target's middle."""
        across, along = (float(part) for part in which.split(","))
        return replace(self, away=(*self.away, math.hypot(across, along)))
