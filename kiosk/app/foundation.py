"""The little that the first frame needs: settings, mall file, holidays, clock. No catalogue yet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.line_news import ENROLMENT, LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.catalogue.files import HOLIDAYS, MALLS
from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import BUNDLED, load_holidays, load_mall
from kiosk.clock import Clock
from kiosk.errors import DataProblem, NotPermitted, UsageError
from kiosk.settings import Settings, load_settings

DEMO_MALL = "contoh-pringsewu"


@dataclass(frozen=True)
class Foundation:
    """What is known before anything heavy is loaded.

    ``line`` is to be looked at where nobody waits; ``clock`` goes by what it has seen.
    """

    data: Path
    settings: Settings
    catalogue_folder: Path
    timetable: Timetable
    clock: Clock
    line: LineNews


def lay_foundation(data: Path, clock: Clock) -> Foundation:
    """Read settings, mall file and holidays.

    Raises ``DataProblem`` (exit 8) for a faulty file, with every fault of it.
    """
    settings = load_settings(data)
    folder = settings.catalogue or BUNDLED
    mall = load_mall(settings.mall or folder / MALLS / f"{DEMO_MALL}.json")
    holidays = load_holidays(folder / HOLIDAYS)
    line = LineNews(data, clock)
    told = clock if clock.given else ProvinceClock(clock, line.told)
    return Foundation(data, settings, folder, Timetable(mall, holidays), told, line)


def has_far_province(data: Path) -> bool:
    """Whether the terminal is enrolled at a province that is not on this machine.

    One whose enrolment is damaged may be, and counts so.
    """
    if not (data / ENROLMENT).exists():  # Without one, nothing of the line is loaded.
        return False
    from sync.enrolled import read_enrolment

    try:
        found = read_enrolment(data)
    except (DataProblem, NotPermitted):
        return True
    return found is not None and found.is_far


def refuse_given_time(data: Path) -> None:
    """Raise ``UsageError`` where a time given by hand would make numbers that others rely on."""
    if has_far_province(data):
        raise UsageError(
            f"{data} belongs to a terminal in service: its time is not given by hand.",
            "Leave out --now and KIOSK_NOW, or try it in a data folder of its own (--data DIR).",
        )


def configured_terminal(settings: Settings) -> int | None:
    """Return the terminal's number from ``KIOSK_TERMINAL`` or the settings, or None.

    Raises ``UsageError`` where the variable is no number from 1 to 99.
    """
    named = os.environ.get("KIOSK_TERMINAL")
    if named is None:
        return settings.terminal
    if named.isascii() and named.isdecimal() and 1 <= int(named) <= 99:
        return int(named)
    raise UsageError(f"KIOSK_TERMINAL is {named!r}.", "Set it to a number from 1 to 99.")
