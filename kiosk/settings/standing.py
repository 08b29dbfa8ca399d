"""How the configuration stands: what holds, where each value comes from, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.settings.kinds import Value
from kiosk.settings.model import Settings
from kiosk.settings.problems import Problem

Source = Literal["default", "file", "environment", "last-good"]

IDENTITY = ("terminal.number", "mall.file", "mall.catalogue")
"""Keys that say who the terminal is: no default may stand for a wrong one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: its file and line, 0 where the line is not known."""

    source: Source
    file: Path | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A configuration as it was read; ``settings`` is what holds.

    ``file`` is the one that is meant, None without any. With ``problems``, the last good
    configuration holds as a whole (``on_last_good``); without one, defaults stand for what is
    wrong, except where it says who the terminal is (``doubted``).
    """

    settings: Settings
    values: Mapping[str, Value | None]
    origins: Mapping[str, Origin]
    file: Path | None = None
    problems: tuple[Problem, ...] = ()
    on_last_good: bool = False

    @property
    def doubted(self) -> tuple[Problem, ...]:
        """The problems after which nobody can say who this terminal is."""
        if self.on_last_good:
            return ()
        return tuple(p for p in self.problems if not p.about or p.about in IDENTITY)


def read_standing(data: Path, environment: Mapping[str, str] | None = None) -> Standing:
    """Return how the configuration of a terminal stands whose data lie in ``data``.

    Never raises for a fault of the configuration: it is among the problems.
    """
    raise NotImplementedError


def keep_last_good(data: Path, standing: Standing) -> None:
    """Keep a configuration that a kiosk has started with, for when a later one is faulty.

    Does nothing for one with problems, and without any file. Raises ``OSError``.
    """
    raise NotImplementedError
