"""A technician who touches whatever is there: no page is faulty, and nothing ends the kiosk."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app import window as window_module
from kiosk.app.stick import place as stick_place
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk
from ui.widgets.touchable import Touchable

pytestmark = pytest.mark.usefixtures("qapp")

LEAVING = {"leave", "parting_later", "parting_restart"}


@pytest.fixture
def kiosk(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[Kiosk]:
    switching = sys.getswitchinterval()
    monkeypatch.setattr(window_module.QApplication, "exit", lambda: None)
    monkeypatch.setenv(stick_place.VARIABLE, str(tmp_path / "media"))
    made = Kiosk(tmp_path, clock).begin()
    yield made
    made.close()
    sys.setswitchinterval(switching)


def wander(kiosk: Kiosk, chance: random.Random, touches: int) -> list[str]:
    """Touch so many things by chance; return the faults of all pages that were seen."""
    pin = kiosk.add("Sari").pin
    kiosk.enter(pin)
    found: list[str] = []
    way: list[str] = []
    for _touch in range(touches):
        if not kiosk.has_technician:
            kiosk.register.unlock("Sari")
            kiosk.enter(pin)
        way.append(touched(kiosk, chance))
        kiosk.wait(chance.choice([0, 1, 1, 2]))
        if not covers_all(kiosk):
            found += [f"{' > '.join(way[-4:])}: {fault}" for fault in kiosk.faults()]
    return found


def covers_all(kiosk: Kiosk) -> bool:
    """Whether a test of screen or touch lies over all else, head included."""
    technician = kiosk.window.technician
    stay = technician._stay if technician is not None else None
    return stay is not None and stay.page.whole is not None


def touched(kiosk: Kiosk, chance: random.Random) -> str:
    """Touch one thing; a tab is chosen as often as something on its page."""
    there = [t for t in kiosk.sight.things() if t.objectName() not in LEAVING]
    tabs = [t for t in there if t.objectName().startswith("tab_")]
    others = [t for t in there if t not in tabs]
    thing: Touchable = chance.choice(others if others and chance.random() < 0.85 else tabs or there)
    name = thing.objectName()
    kiosk.clock.advance(1)
    thing.click()
    QApplication.processEvents()
    kiosk.settle()
    return name


def test_whatever_a_technician_touches_the_pages_hold(kiosk: Kiosk) -> None:
    assert wander(kiosk, random.Random(4), 120) == []  # noqa: S311 - a repeatable chance


@pytest.mark.full
@pytest.mark.parametrize("seed", range(8))
def test_for_a_long_time_too(seed: int, kiosk: Kiosk) -> None:
    assert wander(kiosk, random.Random(seed), 600) == []  # noqa: S311 - a repeatable chance
