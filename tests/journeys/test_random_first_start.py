"""Somebody who touches whatever is there during the first start: every page holds and leads on."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.app.first_start import printer_step
from kiosk.app.stick import place as stick_place
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.setting_up import FirstStart, click, visible
from tests.ui.glass import faults
from ui.technician.screen_test import ScreenTestView
from ui.technician.touch_test import TouchTestView
from ui.widgets.touchable import Touchable

pytestmark = pytest.mark.usefixtures("qapp")

AVOIDED = {"start", "key_clear", "rotation_90", "rotation_180", "rotation_270"}
"""What ends the first start, undoes what was typed before it can matter, or turns the picture away
from the fingers of this test."""


@pytest.fixture
def first(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[FirstStart]:
    switching = sys.getswitchinterval()
    media = tmp_path / "media"
    media.mkdir()
    (media / "rusak.json").write_text('{"schema": 1}', encoding="utf-8")
    (media / "konfigurasi.toml").write_text("[terminal]\nnumber = 9\n", encoding="utf-8")
    monkeypatch.setenv(stick_place.VARIABLE, str(media))
    # What hangs at the machine is not the test's: its printers would answer, or not for seconds.
    monkeypatch.setattr(printer_step, "printers_found", list)
    made = FirstStart(tmp_path, clock)
    yield made
    made.close()
    sys.setswitchinterval(switching)


def wander(first: FirstStart, chance: random.Random, touches: int) -> list[str]:
    """Touch so many things by chance; return the faults of all pages that were seen."""
    found: list[str] = []
    way: list[str] = []
    for _touch in range(touches):
        way.append(touched(first, chance))
        first.clock.advance(1)
        first.window.wizard.tick()
        rest(first)
        if whole(first) is None:
            found += [f"{' > '.join(way[-4:])}: {fault}" for fault in faults(first.sight)]
    turn_until(lambda: not at_work(first))
    return found


def touched(first: FirstStart, chance: random.Random) -> str:
    """Touch one thing, or anywhere in a test of the whole stage."""
    first.settle()
    stage = whole(first)
    if stage is not None:
        click(stage)
        return type(stage).__name__
    turn_until(lambda: offered(first) != [])  # While something is under way there may be nothing.
    there = offered(first)
    keys = [t for t in there if t.objectName().startswith("key_")]
    others = [t for t in there if t not in keys]
    thing = chance.choice(keys if keys and chance.random() < 0.6 else others or keys)
    name = thing.objectName()
    click(thing)
    return name


def rest(first: FirstStart) -> None:
    """Let everything that is under way come to its end, and what follows from it too."""
    for _round in range(3):
        turn_until(lambda: not at_work(first))
        first.window._errands.lend(20)
        first.settle()


def offered(first: FirstStart) -> list[Touchable]:
    """Return what can be touched and does not end all."""
    return [t for t in first.sight.things() if t.isEnabled() and t.objectName() not in AVOIDED]


def at_work(first: FirstStart) -> bool:
    """Whether something is under way; a PIN that waits to be noted is not."""
    step = first.window.wizard._step
    return step is not None and step.busy and "noted" not in first.sight.names()


def whole(first: FirstStart) -> QWidget | None:
    """Return the test that takes the whole stage, if one does."""
    tests = [*visible(first.shell, ScreenTestView), *visible(first.shell, TouchTestView)]
    return tests[0] if tests else None


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_touched_the_pages_hold(seed: int, first: FirstStart) -> None:
    assert wander(first, random.Random(seed), 100) == []  # noqa: S311 - a repeatable chance


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10, 14))
def test_for_a_long_time_too(seed: int, first: FirstStart) -> None:
    assert wander(first, random.Random(seed), 600) == []  # noqa: S311 - a repeatable chance
