"""The whole first start by touch alone: from an empty folder to a slip, then a citizen's visit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.app.first_start.draft import is_due
from kiosk.app.foundation import lay_foundation
from kiosk.app.print_room import SLIPS
from kiosk.app.selftest.passes import TOUCH_TEST, read_passes
from kiosk.app.window import KioskWindow
from kiosk.settings import load_settings
from kiosk.technicians.register import Register
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from tests.app.kiosks import events_in
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.setting_up import FirstStart, click
from tests.ui.glass import Sight
from ui.theme.theme import DESIGN_SIZE

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def switching() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def first(tmp_path: Path, clock: FakeClock, switching: None) -> Iterator[FirstStart]:
    setting_up = FirstStart(tmp_path, clock)
    yield setting_up
    setting_up.close()


def to_the_printer(first: FirstStart) -> None:
    """Do everything up to the printer."""
    first.touch("languages_id,en", "forward")
    first.reach("screen")
    first.touch("diagonal_23.8", "picture")
    first.see_picture()
    first.touch("picture_yes", "trial")
    first.hit_targets()
    first.wait_for("Paling jauh 1")
    first.touch("forward", "number")
    first.type("7")
    first.touch("keep", "forward")
    first.reach("clock")
    first.touch("forward")
    first.reach("printer")


def print_and_judge(first: FirstStart) -> None:
    first.touch("take")
    first.wait_for("Printer dipilih")
    first.touch("trial")
    first.wait_for("Tercetak benar?")
    first.touch("trial_yes", "forward")
    first.reach("enrolment")


def make_a_pin(first: FirstStart, name: str) -> str:
    first.touch("add")
    first.type(name)
    first.touch("keep")
    first.wait_for("Hanya tampil sekali ini")
    (pin,) = [text.replace(" ", "") for text in first.texts() if text.replace(" ", "").isdecimal()]
    first.touch("noted")
    first.wait_for("PIN sudah dicatat")
    return pin


def finish(first: FirstStart) -> None:
    first.touch("start")
    turn_until(lambda: first.window.finished)
    first.give_way()


def make_a_visit(folder: Path, clock: FakeClock, look: Callable[[KioskWindow], None]) -> None:
    """Open the kiosk, take one number as a citizen would, and close it again."""
    window = KioskWindow(lay_foundation(folder, clock), DESIGN_SIZE, dead_ms=0)
    window.open(full_screen=False)
    turn_until(lambda: window.conductor is not None or window.failed is not None)
    try:
        look(window)
    finally:
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def take_a_number(clock: FakeClock) -> Callable[[KioskWindow], None]:
    def take(window: KioskWindow) -> None:
        sight = Sight(window.shell)
        printed: list[object] = []
        window.conductor.on_printed = printed.append
        for name in ("start", "tile_0", "card_0"):
            clock.advance(1)
            names = sight.names()
            thing = sight.thing(name) or sight.find(names[0])
            click(thing)
            QApplication.processEvents()

    return take


def test_the_first_start_leads_from_an_empty_folder_to_a_slip_and_a_visit(
    first: FirstStart, tmp_path: Path, clock: FakeClock
) -> None:
    to_the_printer(first)
    first.touch("choose", "found_0")
    print_and_judge(first)
    assert [path.suffix for path in (tmp_path / SLIPS).rglob("*cetak-uji*")] != []
    first.skip("people")
    pin = make_a_pin(first, "Sari Dewi")
    first.touch("forward")
    first.reach("summary")
    finish(first)
    assert not is_due(tmp_path)
    settings = load_settings(tmp_path)
    assert (settings.terminal, settings.diagonal_in) == (7, 23.8)
    assert Register(tmp_path, clock.mono_ms).attempt("Sari Dewi", pin).result == "right"
    assert TOUCH_TEST in read_passes(tmp_path)
