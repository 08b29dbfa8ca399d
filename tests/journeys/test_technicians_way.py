"""The way to the technician's screens and back, through the real window by real touches."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app import equipment as equipment_module
from kiosk.app import window as window_module
from kiosk.errors import StoreProblem
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, fresh
from tests.app.kiosks import KTP, events_in
from tests.app.technician.gates import wrong
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.technicians import OUTSIDE, Kiosk
from tests.ui.screens.states import STATES

pytestmark = pytest.mark.usefixtures("qapp")

Open = Callable[..., Kiosk]
ROOT = Path(__file__).resolve().parents[2]
CORNER_EDGE = (24.0, 24.0)
KEYS = [
    *(Qt.Key(code) for code in range(Qt.Key.Key_Space, Qt.Key.Key_Underscore + 1)),
    *(Qt.Key(code) for code in range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1)),
    *(Qt.Key(code) for code in range(Qt.Key.Key_Escape, Qt.Key.Key_SysReq + 1)),
    *(Qt.Key(code) for code in range(Qt.Key.Key_Home, Qt.Key.Key_PageDown + 1)),
]
MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
]


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    """Start a kiosk; it is closed afterwards."""
    switching = sys.getswitchinterval()
    running: list[Kiosk] = []

    def started(*size: int) -> Kiosk:
        running.append(Kiosk(tmp_path, clock, *((size,) if size else ())))
        return running[-1].begin()

    yield started
    for kiosk in running:
        kiosk.close()
    sys.setswitchinterval(switching)


def test_five_taps_and_a_pin_lead_to_the_tabs_and_leaving_to_a_fresh_session(start: Open) -> None:
    kiosk = start()
    sari = kiosk.add("Sari")
    kiosk.tap_corner()
    kiosk.wait_for("Masukkan PIN")
    assert kiosk.faults() == []
    kiosk.type(sari.pin)
    turn_until(lambda: kiosk.sight.thing("tab_kondisi") is not None)
    assert kiosk.sight.says("Menu teknisi")
    kiosk.leave()
    assert not kiosk.has_technician
    assert kiosk.window.conductor.session == fresh()
    assert kiosk.sight.thing("start") is not None
    kiosk.window._storage.close()
    person = sari.person.id
    assert events_in(kiosk.folder, "technician.entered") == [{"person": person}]
    assert events_in(kiosk.folder, "technician.left") == [{"why": "pressed", "person": person}]


def test_four_taps_open_nothing(start: Open) -> None:
    kiosk = start()
    kiosk.tap_corner(4)
    kiosk.clock.advance(3)
    kiosk.tap_corner(1)
    assert not kiosk.has_technician


def test_taps_beside_the_corner_open_nothing(start: Open) -> None:
    kiosk = start()
    kiosk.tap_corner(10, OUTSIDE)
    assert not kiosk.has_technician


@pytest.mark.parametrize("spot", [(0.5, 0.5), CORNER_EDGE])
def test_the_whole_corner_counts(spot: tuple[float, float], start: Open) -> None:
    kiosk = start()
    kiosk.tap_corner(5, spot)
    assert kiosk.has_technician


def test_on_a_wide_screen_the_corner_is_the_stages_own(start: Open) -> None:
    kiosk = start(1920, 1080)
    kiosk.tap_corner(5, (-30.0, 6.0))
    assert not kiosk.has_technician
    kiosk.tap_corner()
    assert kiosk.has_technician


def test_from_every_screen_of_a_citizen_the_gate_can_be_reached(start: Open) -> None:
    kiosk = start()
    conductor = kiosk.window.conductor
    reached = {}
    for name, session in STATES.items():
        conductor._session = session
        conductor.render()
        kiosk.settle()
        kiosk.tap_corner()
        reached[name] = kiosk.has_technician and conductor.session == fresh()
        kiosk.leave()
    assert reached == dict.fromkeys(STATES, True)


def test_touches_of_a_real_screen_lead_there_as_well(start: Open) -> None:
    """As the platform hands them over: through the window, quick ones as double clicks."""
    kiosk = start()
    corner = kiosk.shell._stage.mapTo(kiosk.shell, QPoint(30, 30))
    for tap in range(5):
        assert not kiosk.has_technician, tap
        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(kiosk.shell.windowHandle(), button, no_key, corner, 1)
        kiosk.clock.advance(0.2)
        kiosk.settle()
    assert kiosk.has_technician


def test_a_kiosk_that_ends_under_somebodys_hands_writes_down_that_they_left(start: Open) -> None:
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.close()
    assert [body["why"] for body in events_in(kiosk.folder, "technician.left")] == ["restart"]


def test_taps_in_the_corner_still_do_what_they_do(start: Open) -> None:
    """On the first screen a touch anywhere leads on, also one that is the first of five."""
    kiosk = start()
    kiosk.tap_corner(1)
    assert kiosk.window.conductor.session.at.screen is Screen.HOME
    kiosk.tap_corner(4)
    assert kiosk.has_technician


def test_nothing_on_the_glass_tells_of_the_corner(start: Open) -> None:
    kiosk = start()
    kiosk.tap_corner(1)
    before = kiosk.shell.grab().toImage()
    kiosk.tap_corner(3)
    assert kiosk.shell.grab().toImage() == before


def test_of_the_visitors_session_nothing_remains(start: Open) -> None:
    kiosk = start()
    conductor = kiosk.window.conductor
    conductor.handle(ev.Started())
    conductor.handle(ev.LanguageChosen("en"))
    conductor.handle(ev.Opened("search"))
    for letter in "ktp hilang":
        conductor.handle(ev.Typed(letter))
    QApplication.clipboard().setText("3273010101010001")
    kiosk.settle()
    kiosk.tap_corner()
    assert kiosk.has_technician
    assert conductor.session == fresh()
    assert QApplication.clipboard().text() == ""
    assert not kiosk.sight.says("ktp hilang")
    kiosk.leave()
    assert conductor.session == fresh()


def test_where_nobody_has_a_pin_the_gate_says_how_to_make_one(start: Open) -> None:
    kiosk = start()
    kiosk.tap_corner()
    kiosk.wait_for("Belum ada PIN")
    assert kiosk.faults() == []


def test_wrong_pins_are_told_with_a_countdown_and_the_citizen_comes_back(start: Open) -> None:
    kiosk = start()
    sari = kiosk.add("Sari")
    kiosk.tap_corner()
    kiosk.wait_for("Masukkan PIN")
    for _try in range(5):
        kiosk.type(wrong(sari.pin))
    assert kiosk.sight.says("Tunggu 15 detik")
    assert kiosk.faults() == []
    kiosk.wait(5)
    assert kiosk.sight.says("Tunggu 10 detik")
    kiosk.wait(25)
    assert not kiosk.has_technician
    kiosk.window._storage.close()
    assert len(events_in(kiosk.folder, "technician.refused")) == 5


def test_a_locked_person_is_told_and_another_enters(start: Open) -> None:
    kiosk = start()
    sari, budi = kiosk.add("Sari"), kiosk.add("Budi")
    for _try in range(15):
        kiosk.register.attempt("Sari", wrong(sari.pin))
        kiosk.clock.advance(8_000)
    kiosk.tap_corner()
    kiosk.wait_for("Siapa Anda?")
    assert kiosk.faults() == []
    kiosk.touch(f"person_{sari.person.id}")
    assert kiosk.sight.says("Terkunci setelah 15 kali salah")
    assert kiosk.faults() == []
    kiosk.touch("other")
    kiosk.wait_for("Siapa Anda?")
    kiosk.touch(f"person_{budi.person.id}")
    kiosk.type(budi.pin)
    turn_until(lambda: kiosk.sight.thing("tab_kondisi") is not None)


def test_two_minutes_without_a_touch_end_the_stay(start: Open) -> None:
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.wait(8)
    assert kiosk.sight.find("leave").text().startswith("Keluar (1.5")
    kiosk.wait(112)
    assert not kiosk.has_technician
    assert kiosk.sight.thing("start") is not None


def test_meanwhile_the_citizens_conductor_stands_still(start: Open) -> None:
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    for _second in range(110):
        kiosk.wait(1)
    assert kiosk.has_technician
    assert kiosk.sight.says("Menu teknisi")
    kiosk.window.conductor.render()
    kiosk.window.conductor.handle(ev.Started())
    kiosk.settle()
    assert kiosk.sight.says("Menu teknisi")


def test_while_a_number_is_given_or_a_slip_printed_the_corner_is_dead(start: Open) -> None:
    kiosk = start()
    kiosk.add("Sari")
    conductor = kiosk.window.conductor
    papers: list[object] = []
    conductor.on_printed = papers.append
    conductor.handle(ev.Started())
    conductor.handle(ev.Opened("service", KTP))
    conductor.handle(ev.NumberAsked())
    assert not conductor.make_way()
    turn_until(lambda: conductor.session.issued is not None)
    if not papers:
        assert not conductor.make_way()
    turn_until(lambda: bool(papers))
    kiosk.settle()
    assert conductor.session.issued is not None
    kiosk.tap_corner()
    assert kiosk.has_technician


def test_no_keyboard_ever_leads_to_the_gate(start: Open) -> None:
    kiosk = start()
    kiosk.add("Sari")
    for number, (modifier, key) in enumerate(product(MODIFIERS, KEYS)):
        for _time in range(5):
            QTest.keyClick(QApplication.focusWidget() or kiosk.shell, key, modifier)
        if number % 20 == 0:
            kiosk.settle()
    assert kiosk.window.technician is None


def test_two_kiosks_ways_of_leaving_show_no_technicians_page_to_the_next(start: Open) -> None:
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.leave()
    assert not kiosk.sight.says("Menu teknisi")
    assert kiosk.shell._technician is None
    kiosk.tap_corner()
    kiosk.wait_for("Masukkan PIN")
    assert kiosk.sight.thing("tab_kondisi") is None


def test_a_kiosk_that_could_not_get_ready_lets_a_technician_in_and_then_tries_again(
    start: Open, monkeypatch
) -> None:
    def fail(_foundation: object) -> NoReturn:
        raise StoreProblem("the ledger cannot be used", "mend the disk")

    ended: list[None] = []
    monkeypatch.setattr(equipment_module, "equip", fail)
    monkeypatch.setattr(window_module.QApplication, "exit", lambda: ended.append(None))
    kiosk = start()
    assert kiosk.sight.says("Mesin ini belum siap")
    kiosk.enter(kiosk.add("Sari").pin)
    assert kiosk.sight.says("Buku besar tidak bisa ditulis")
    tabs = {name for name in kiosk.sight.names() if name.startswith("tab_")}
    assert tabs == {"tab_kondisi", "tab_sinkron", "tab_setelan", "tab_log"}
    for tab in sorted(tabs):
        kiosk.touch(tab)
        kiosk.wait(1)
        assert kiosk.faults() == [], tab
    assert not kiosk.window._farewell.isActive()
    assert ended == []
    kiosk.leave()
    assert ended == [None]


def test_starting_anew_ends_the_application(start: Open, monkeypatch) -> None:
    ended: list[None] = []
    monkeypatch.setattr(window_module.QApplication, "exit", lambda: ended.append(None))
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    (kiosk.folder / "config.toml").write_text("[idle]\nchoosing = 90\n", encoding="utf-8")
    kiosk.touch("leave")
    kiosk.wait_for("Mulai ulang aplikasi?")
    assert kiosk.faults() == []
    kiosk.touch("parting_restart")
    assert ended == [None]


def test_the_kiosk_starts_and_serves_without_loading_the_technicians_screens(
    tmp_path: Path,
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _WHAT_IS_LOADED, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.split() == ["ready"]


_WHAT_IS_LOADED = """
import sys
from pathlib import Path
from typing import NoReturn
from kiosk.app.application import kiosk_application
application = kiosk_application(offscreen=True)
from kiosk.app.foundation import lay_foundation
from kiosk.app.window import KioskWindow
from tests.fakes import FakeClock
window = KioskWindow(lay_foundation(Path(sys.argv[1]), FakeClock()), (1080, 1920))
window.on_ready = application.exit
window.open(full_screen=False)
application.exec()
window.close()
THEIRS = ("argon2", "kiosk.technicians", "kiosk.app.technician", "ui.technician")
print("ready", *(name for name in sys.modules if name.startswith(THEIRS)))
"""
