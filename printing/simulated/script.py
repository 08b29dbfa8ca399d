"""What happens to a simulated printer, and when: a list of triggers and actions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.simulated.mechanics import SimulatedPrinter

Action = Callable[["SimulatedPrinter"], object]
"""Mostly one of the printer's own methods, such as ``SimulatedPrinter.paper_out``."""


@dataclass(frozen=True, slots=True)
class AtTime:
    """When the printer's time reaches so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AtBytes:
    """When so many bytes were accepted since it was made."""

    count: int


@dataclass(frozen=True, slots=True)
class AtRows:
    """When so many rows of dots, white ones too, came out since it was made."""

    count: int


@dataclass(frozen=True, slots=True)
class AtCuts:
    """When so many papers were cut."""

    count: int


Trigger = AtTime | AtBytes | AtRows | AtCuts
"""Each acts at once where it has already come to pass."""


class Script:
    """Plays each action once, the moment its trigger comes to pass, in the order written."""

    def __init__(self, lines: Iterable[tuple[Trigger, Action]] = ()) -> None:
        """Take the lines (trigger, action)."""
        self._lines = list(lines)

    def play(self, printer: SimulatedPrinter) -> None:
        """Do what is due."""
        due = [line for line in self._lines if _is_due(line[0], printer)]
        self._lines = [line for line in self._lines if line not in due]
        for _, action in due:
            action(printer)

    @property
    def next_time(self) -> float:
        """Return the time of the next timed action; infinite where there is none."""
        times = [t.seconds for t, _ in self._lines if isinstance(t, AtTime)]
        return min(times, default=math.inf)

    @property
    def next_bytes(self) -> float:
        """Return the count of the next action that waits for bytes; infinite if there is none."""
        counts = [t.count for t, _ in self._lines if isinstance(t, AtBytes)]
        return min(counts, default=math.inf)


def _is_due(trigger: Trigger, printer: SimulatedPrinter) -> bool:
    match trigger:
        case AtTime():
            return printer.time >= trigger.seconds
        case AtBytes():
            return printer.bytes_accepted >= trigger.count
        case AtRows():
            return printer.rows_out >= trigger.count
        case AtCuts():
            return printer.cuts >= trigger.count
