"""The bundled catalogue in the example mall, and times of its week, for tests."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import BUNDLED, load_catalogue, load_holidays, load_mall
from kiosk.catalogue.mall import Mall
from kiosk.clock import JAKARTA
from kiosk.visits.premises import Premises

EXAMPLE_MALL = BUNDLED / "malls" / "contoh-pringsewu.json"


def at(text: str) -> datetime:
    """Return a local time of the week of Tuesday, 24 November 2026, from ISO text."""
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


TUESDAY = at("2026-11-24T09:41")


@lru_cache
def example_premises() -> Premises:
    """Return the bundled catalogue in the example mall."""
    return Premises(load_catalogue(), Timetable(load_mall(EXAMPLE_MALL), load_holidays()))


def premises_with(**changes: object) -> Premises:
    """Return the example premises with changed fields of the mall file."""
    mall: Mall = msgspec.structs.replace(load_mall(EXAMPLE_MALL), **changes)
    return Premises(load_catalogue(), Timetable(mall, load_holidays()))


def bundled_copy(folder: Path) -> Path:
    """Copy the bundled catalogue into ``folder`` and return it, for a test that damages it."""
    import shutil

    return Path(shutil.copytree(BUNDLED, folder / "catalogue"))
