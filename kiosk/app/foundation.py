"""The little that the first frame needs: settings, mall file, holidays, clock. No catalogue yet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.files import HOLIDAYS, MALLS
from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import BUNDLED, load_holidays, load_mall
from kiosk.clock import Clock
from kiosk.errors import UsageError
from kiosk.settings import Settings, load_settings

DEMO_MALL = "contoh-pringsewu"


@dataclass(frozen=True)
class Foundation:
    """What is known before anything heavy is loaded."""

    data: Path
    settings: Settings
    catalogue_folder: Path
    timetable: Timetable
    clock: Clock


def lay_foundation(data: Path, clock: Clock) -> Foundation:
    """Read settings, mall file and holidays.

    Raises ``DataProblem`` (exit 8) for a faulty file, with every fault of it.
    """
    settings = load_settings(data)
    folder = settings.catalogue or BUNDLED
    mall = load_mall(settings.mall or folder / MALLS / f"{DEMO_MALL}.json")
    holidays = load_holidays(folder / HOLIDAYS)
    return Foundation(data, settings, folder, Timetable(mall, holidays), clock)


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
