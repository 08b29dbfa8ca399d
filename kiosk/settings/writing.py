"""Writing the configuration: comments stay, a wrong value changes nothing, a power cut neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.settings.kinds import Value
from kiosk.settings.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """One key that changed: ``old`` is None where its default held, ``new`` where it does now."""

    path: str
    old: Value | None
    new: Value | None


def target_file(data: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Return the file that a change is written into.

    The one in force where it can be written, else ``config.toml`` in the data folder, which begins
    as a copy of it.
    """
    raise NotImplementedError


def set_value(file: Path, path: str, value: object) -> tuple[Change, ...]:
    """Set one key of a configuration file; see ``set_values``."""
    return set_values(file, {path: value})


def set_values(file: Path, values: Mapping[str, object]) -> tuple[Change, ...]:
    """Set keys of a configuration file, all or none; the file is made where there is none.

    A value is a typed text (``"203"``, ``"id,en"``) or the value itself; None takes the key out.
    Returns what changed. Raises ``FaultyConfiguration`` for wrong values and for a file that is no
    TOML, ``NotPermitted`` where it cannot be written; nothing was changed then.
    """
    raise NotImplementedError


def replace_whole(file: Path, content: str) -> tuple[Change, ...]:
    """Put a whole configuration in the place of ``file``; raises what ``set_values`` raises."""
    raise NotImplementedError


def problems_left(file: Path) -> tuple[Problem, ...]:
    """Return what is still wrong with a file."""
    raise NotImplementedError
