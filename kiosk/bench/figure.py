"""One measured figure with its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.errors import KioskError


@dataclass(frozen=True, slots=True)
class Goal:
    """What must hold: upper bounds of p50, p95, p99 and max, in the figure's unit.

    ``p50_least`` is a lower bound, of what should be fast or many.
    """

    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    most: float | None = None
    p50_least: float | None = None

    def words(self) -> str:
        """Say the goal, as "p50 <= 5, p99 <= 50" or "p50 >= 1000"; nothing where there is none."""
        named = (
            ("p50 <=", self.p50),
            ("p95 <=", self.p95),
            ("p99 <=", self.p99),
            ("max <=", self.most),
            ("p50 >=", self.p50_least),
        )
        return ", ".join(f"{name} {bound:g}" for name, bound in named if bound is not None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's sorted values."""

    name: str
    values: tuple[float, ...]
    unit: str
    goal: Goal

    @property
    def holds(self) -> bool:
        """Whether every bound of the goal holds."""
        bounds = (
            (self.goal.p50, self.at(50)),
            (self.goal.p95, self.at(95)),
            (self.goal.p99, self.at(99)),
            (self.goal.most, self.values[-1]),
        )
        least = self.goal.p50_least
        return all(bound is None or value <= bound for bound, value in bounds) and (
            least is None or self.at(50) >= least
        )

    def at(self, percent: int) -> float:
        """Return the nearest-rank percentile."""
        rank = -(-len(self.values) * percent // 100)
        return self.values[max(0, rank - 1)]

    def report(self) -> dict[str, Any]:
        """Return the figure as JSON."""
        return {
            "name": self.name,
            "p50": round(self.at(50), 3),
            "p95": round(self.at(95), 3),
            "p99": round(self.at(99), 3),
            "max": round(self.values[-1], 3),
            "unit": self.unit,
            "n": len(self.values),
            "goal": self.goal.words(),
            "holds": self.holds,
        }

    def words(self) -> str:
        """Return the figure as one line."""
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        goal = self.goal.words()
        return (
            f"{self.name:<17} p50 {self.at(50):9.2f}  p95 {self.at(95):9.2f}  "
            f"p99 {self.at(99):9.2f}  max {self.values[-1]:9.2f} {self.unit:<9} "
            f"n {len(self.values):<5} {f'goal {goal}: {verdict}' if goal else 'no goal'}"
        )


class ToolMissing(KioskError):
    """A figure cannot be measured on this machine, since a program is not installed."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that could not be measured, and why; nothing is said of its goal."""

    name: str
    why: ToolMissing

    def report(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"name": self.name, "left_out": self.why.message, "remedy": self.why.remedy}

    def words(self) -> str:
        """Return it as one line."""
        return f"{self.name:<17} left out: {self.why.message} {self.why.remedy}"


def figure(name: str, values: Sequence[float], unit: str, goal: Goal) -> Figure:
    """Return a figure of at least one value."""
    return Figure(name, tuple(sorted(values)), unit, goal)
