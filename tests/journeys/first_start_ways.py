"""How each step of the first start is done by touch, and what a citizen does afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.app.foundation import lay_foundation
from kiosk.app.rehearsal import Rehearsal
from kiosk.app.whole_visit import visit_services
from kiosk.app.window import KioskWindow
from kiosk.settings import load_settings
from kiosk.visits.issuing import Issued
from tests.app.kiosks import KTP
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.setting_up import FirstStart
from tests.ui.glass import Sight
from ui.theme.theme import DESIGN_SIZE


def choose_language(first: FirstStart) -> None:
    first.touch("languages_id,en", "forward")
    first.reach("screen")


def try_the_screen(first: FirstStart) -> None:
    first.touch("diagonal_23.8")
    turn_until(lambda: load_settings(first.folder).diagonal_in == 23.8)
    first.touch("picture")
    first.see_picture()
    first.touch("picture_yes", "trial")
    first.hit_targets()
    first.wait_for("Paling jauh 1")
    first.touch("forward")
    first.reach("terminal")


def name_the_terminal(first: FirstStart, number: str) -> None:
    first.touch("number")
    first.type(number)
    first.touch("keep", "forward")
    first.reach("clock")


def choose_printer(first: FirstStart, address: str = "") -> None:
    """Choose the folder, or the printer whose address is typed, and judge its trial page."""
    first.touch("choose")
    first.wait_for("Tanpa printer")
    if address:
        first.touch("type")
        first.type(address)
        first.touch("next")
    else:
        first.touch("found_0")
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


def visit(folder: Path, clock: FakeClock) -> Issued:
    """Open the kiosk, take a number as a citizen does, and close it again."""
    window = KioskWindow(lay_foundation(folder, clock), DESIGN_SIZE, dead_ms=0)
    window.open(full_screen=False)
    rehearsal = Rehearsal(window, None)
    try:
        rehearsal.begin("id")
        visit_services(rehearsal, [KTP], {})
        issued = rehearsal.take_numbers()
        assert Sight(window.shell).says(issued.visit.tickets[0].label)
        return issued
    finally:
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def everything(first: FirstStart, address: str = "") -> str:
    """Do every step but the enrolment, for which there is no network; return the PIN."""
    choose_language(first)
    try_the_screen(first)
    name_the_terminal(first, "7")
    first.touch("forward")
    first.reach("printer")
    choose_printer(first, address)
    first.skip("people")
    pin = make_a_pin(first, "Sari Dewi")
    first.touch("forward")
    first.reach("summary")
    return pin
