"""How the configuration stands: what holds, where each value comes from, what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kiosk.settings.kinds import Value
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.last_good import read_last_good, write_last_good
from kiosk.settings.lines import line_of
from kiosk.settings.model import Settings, settings_of
from kiosk.settings.parsing import Parsed, parse_file
from kiosk.settings.problems import Problem
from kiosk.settings.schema import KEYS, check_value

SYSTEM_FILE = Path("/etc/kiosk/config.toml")
NAME = "config.toml"
"""The configuration's name in a data folder."""

LEDGER = "ledger.db"
"""The ledger's name in a data folder (``kiosk.store.connection``): whoever has one has a number."""

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


def configuration_file(data: Path, environment: Mapping[str, str]) -> Path | None:
    """Return the file that is meant, whatever it is; None where there is none.

    ``KIOSK_CONFIG`` comes before ``config.toml`` in the data folder, that before
    ``/etc/kiosk/config.toml``.
    """
    named = environment.get("KIOSK_CONFIG")
    if named:
        return Path(named)
    return next((p for p in (data / NAME, SYSTEM_FILE) if os.path.lexists(p)), None)


def read_standing(data: Path, environment: Mapping[str, str] | None = None) -> Standing:
    """Return how the configuration of a terminal stands whose data lie in ``data``.

    Never raises for a fault of the configuration: it is among the problems.
    """
    environment = os.environ if environment is None else environment
    file = configuration_file(data, environment)
    good = read_last_good(data)
    if file is None and good is None:
        return _standing(Parsed({}, {}), None, environment)
    parsed = parse_file(file) if file and os.path.lexists(file) else _gone(file or data / NAME)
    parsed = _with_its_own_number(parsed, good, data)
    standing = replace(_standing(parsed, file, environment), problems=parsed.problems)
    return fall_back(data, standing, environment) if parsed.problems else standing


def fall_back(
    data: Path, standing: Standing, environment: Mapping[str, str] | None = None
) -> Standing:
    """Return the last good configuration in place of one with problems, which it keeps.

    The same is returned where there is no last good one.
    """
    environment = os.environ if environment is None else environment
    good = read_last_good(data)
    if good is None or standing.on_last_good:
        return standing
    instead = _standing(good, data / LAST_GOOD, environment, "last-good")
    return replace(instead, file=standing.file, problems=standing.problems, on_last_good=True)


def demo_standing() -> Standing:
    """Return how things stand without any file."""
    return _standing(Parsed({}, {}), None, {})


def keep_last_good(data: Path, standing: Standing, terminal: int) -> None:
    """Keep a configuration that a kiosk has started with, for when a later one is faulty.

    ``terminal`` is the number that its ledger has. Does nothing for a configuration with problems,
    and without any file. Raises ``OSError``.
    """
    if standing.file is None or standing.problems:
        return
    told = {k: v for k, v in standing.values.items() if standing.origins[k].source == "file"}
    values = {key: value for key, value in told.items() if value is not None}
    write_last_good(data, {**values, "terminal.number": terminal}, standing.file.parent)


def _standing(
    parsed: Parsed, file: Path | None, environment: Mapping[str, str], source: Source = "file"
) -> Standing:
    values: dict[str, Value | None] = {path: key.default for path, key in KEYS.items()}
    origins = dict.fromkeys(KEYS, Origin("default"))
    values.update(parsed.values)
    for path in parsed.values:
        origins[path] = Origin(source, file, line_of(parsed.lines, path))
    number = check_value("terminal.number", environment.get("KIOSK_TERMINAL", ""))
    if isinstance(number, int):
        values["terminal.number"], origins["terminal.number"] = number, Origin("environment")
    told = {path: value for path, value in values.items() if value is not None}
    settings = settings_of(told, file.parent if file else Path())
    return Standing(settings, values, origins, file)


def _gone(file: Path) -> Parsed:
    words = "there is no such settings file"
    remedy = "Bring it back, or take the last good one: `kiosk config import`."
    glass = "Berkas setelan tidak ada."
    return Parsed({}, {}, (Problem(file.name, words, remedy, glass),))


def _with_its_own_number(parsed: Parsed, good: Parsed | None, data: Path) -> Parsed:
    """Say that a number is wrong where the ledger in the folder has had another one for ever."""
    path = "terminal.number"
    number = parsed.values.get(path)
    own = good.values.get(path) if good and (data / LEDGER).exists() else None
    if number is None or own is None or number == own:
        return parsed
    problem = Problem(
        path,
        f"the data folder belongs to terminal {own}, and a terminal's number is for ever",
        f"Write {own}, or begin with an empty data folder.",
        f"Mesin ini bernomor {own}. Nomor mesin tidak bisa diganti.",
        line_of(parsed.lines, path),
        path,
    )
    return replace(parsed, problems=(*parsed.problems, problem))
