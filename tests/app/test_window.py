"""The window of a kiosk: first frame first, early touches kept, and words where it cannot start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.app import window as window_module
from kiosk.app.window import KioskWindow, window_size
from kiosk.errors import DataProblem
from kiosk.visits.session import events as ev
from tests.app.kiosks import KTP, events_in, foundation_in
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from ui.theme.theme import DESIGN_SIZE
from ui.widgets.touchable import Touchable

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def window(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[KioskWindow]:
    """A window off-screen, not yet opened; closed afterwards."""
    before = sys.getswitchinterval()
    monkeypatch.setattr(window_module, "APOLOGY_MS", 0)
    made = KioskWindow(foundation_in(tmp_path, clock), DESIGN_SIZE, dead_ms=0)
    yield made
    made.close()
    QApplication.processEvents()
    sys.setswitchinterval(before)


def opened(window: KioskWindow) -> KioskWindow:
    window.open(full_screen=False)
    turn_until(lambda: window.conductor is not None or window.failed is not None)
    return window


def words(window: KioskWindow) -> str:
    labels = [label for label in window.shell.findChildren(QLabel) if label.isVisible()]
    spoken = [label.text() for label in labels]
    return " ".join([*spoken, *(w.accessibleName() for w in window.shell.findChildren(QLabel))])


def test_the_first_frame_is_there_before_any_number_could_be(window: KioskWindow) -> None:
    window.open(full_screen=False)
    assert window.first_frame > 0
    assert window.conductor is None
    assert window.ready == 0
    assert window.shell.isVisible()


def test_then_it_gets_ready(window: KioskWindow) -> None:
    told: list[bool] = []
    window.on_ready = lambda: told.append(True)
    opened(window)
    assert told == [True]
    assert window.failed is None
    assert window.ready > window.first_frame


def test_a_touch_before_it_is_ready_is_not_lost(window: KioskWindow) -> None:
    window.open(full_screen=False)
    window.shell.acted.emit(ev.Started())
    turn_until(lambda: window.conductor is not None)
    assert window.conductor is not None
    assert window.conductor.session.at.screen.value == "home"


def test_a_touch_afterwards_counts_once(window: KioskWindow) -> None:
    opened(window)
    assert window.conductor is not None
    window.shell.acted.emit(ev.LanguageChosen("en"))
    window.shell.acted.emit(ev.Started())
    assert window.conductor.session.language == "en"
    assert len(window.conductor.session.trail) == 1


def test_a_number_and_its_slip_through_the_real_threads(
    window: KioskWindow, tmp_path: Path
) -> None:
    opened(window)
    conductor = window.conductor
    assert conductor is not None
    papers: list[object] = []
    conductor.on_printed = papers.append
    for event in (ev.Started(), ev.Opened("service", KTP), ev.NumberAsked()):
        window.shell.acted.emit(event)
    turn_until(lambda: bool(papers))
    assert conductor.session.at.screen.value == "ticket"
    assert [body["label"] for body in events_in(tmp_path, "ticket.issued")] == ["A001"]
    assert len(list((tmp_path / "slips").glob("*.pdf"))) == 1


def test_closing_finishes_the_paper_that_is_under_way(tmp_path: Path, clock: FakeClock) -> None:
    window = KioskWindow(foundation_in(tmp_path, clock), DESIGN_SIZE, dead_ms=0)
    opened(window)
    conductor = window.conductor
    assert conductor is not None
    issued: list[object] = []
    conductor.on_issued = issued.append
    for event in (ev.Started(), ev.Opened("service", KTP), ev.NumberAsked()):
        window.shell.acted.emit(event)
    turn_until(lambda: bool(issued))
    window.close()
    QApplication.processEvents()
    assert [body["outcome"] for body in events_in(tmp_path, "print.outcome")] == ["printed"]
    assert len(list((tmp_path / "slips").glob("*.pdf"))) == 1


def test_a_kiosk_that_is_stopped_before_it_is_ready_leaves_its_ledger_whole(
    tmp_path: Path, clock: FakeClock
) -> None:
    for _start in range(2):
        window = KioskWindow(foundation_in(tmp_path, clock), DESIGN_SIZE, dead_ms=0)
        window.open(full_screen=False)
        window._load()  # What the event loop would do next; nobody takes its answer.
        window.close()
        assert window.conductor is None
        QApplication.processEvents()
    assert (tmp_path / "ledger.db").exists()
    assert not (tmp_path / "quarantine").exists()
    assert not (tmp_path / "ledger.running").exists()


def test_what_keeps_it_from_getting_ready_is_told_on_the_glass(
    window: KioskWindow, monkeypatch
) -> None:
    trouble = DataProblem("the catalogue has faults", "mend them")

    def fails(_foundation: object) -> None:
        raise trouble

    monkeypatch.setattr("kiosk.app.equipment.equip", fails)
    opened(window)
    assert window.failed is trouble
    assert window.conductor is None
    said = words(window)
    assert "Mesin ini belum siap" in said
    assert "the catalogue has faults" not in said


def test_a_kiosk_that_is_not_ready_takes_no_touch(window: KioskWindow, monkeypatch) -> None:
    def fails(_foundation: object) -> None:
        raise DataProblem("faults", "mend them")

    monkeypatch.setattr("kiosk.app.equipment.equip", fails)
    opened(window)
    assert [w for w in window.shell.findChildren(Touchable, "take_number") if w.isVisible()] == []
    window.shell.acted.emit(ev.Started())
    assert window.conductor is None


def test_the_window_does_not_close_by_itself(window: KioskWindow) -> None:
    opened(window)
    assert not window.shell.close()
    assert window.shell.isVisible()


def test_a_window_is_a_portrait_within_its_screen(qapp: QApplication) -> None:
    area = qapp.primaryScreen().availableGeometry()
    width, height = window_size(full_screen=False)
    assert 0 < width <= area.width()
    assert 0 < height <= area.height()
    assert width <= height * 9 // 16
    assert window_size(full_screen=True) == (area.width(), area.height())


def test_the_first_frame_needs_neither_store_nor_printing_nor_search() -> None:
    code = (
        "import sys, kiosk.app.window\n"
        "late = ('pysqlite3', 'reportlab', 'rapidfuzz', 'qrcode', 'PIL', 'kiosk.store',"
        " 'kiosk.app.conductor', 'kiosk.catalogue.search', 'ui.screens.home')\n"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
