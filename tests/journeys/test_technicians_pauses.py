"""A technician stops the kiosk, closes a counter, prints again: through the window, by touch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.visits.model import Request
from tests.app.kiosks import KTP, SKCK, events_in
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk
from ui.screens.apology import ApologyScreen

pytestmark = pytest.mark.usefixtures("qapp")

Open = Callable[[], Kiosk]
STOPPED = "Mesin ini sedang diperbaiki"


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    """Start a kiosk on the test's folder, after closing the one before."""
    switching = sys.getswitchinterval()
    running: list[Kiosk] = []

    def started() -> Kiosk:
        while running:
            running.pop().close()
        running.append(Kiosk(tmp_path, clock))
        return running[-1].begin()

    yield started
    for kiosk in running:
        kiosk.close()
    sys.setswitchinterval(switching)


def stands(kiosk: Kiosk) -> bool:
    """Whether the glass says that the kiosk is stopped, and offers nothing to touch."""
    shown = [w for w in kiosk.shell.findChildren(ApologyScreen) if w.isVisible()]
    texts = [label.text() for screen in shown for label in screen.findChildren(QLabel)]
    return STOPPED in texts and kiosk.keys() == []


def to_antrean(kiosk: Kiosk, pin: str) -> None:
    kiosk.enter(pin)
    kiosk.touch("tab_antrean")
    turn_until(lambda: kiosk.sight.thing("counters") is not None)


def answer_yes(kiosk: Kiosk, words: str) -> None:
    kiosk.touch("yes")
    kiosk.wait_for(words)


def test_a_stopped_kiosk_says_so_through_a_restart_until_a_technician_ends_it(start: Open) -> None:
    kiosk = start()
    pin = kiosk.add("Sari").pin
    to_antrean(kiosk, pin)
    kiosk.touch("pause")
    answer_yes(kiosk, "Layani lagi")
    kiosk.leave()
    turn_until(lambda: stands(kiosk))
    assert kiosk.faults() == []

    kiosk = start()
    turn_until(lambda: stands(kiosk))
    to_antrean(kiosk, pin)
    kiosk.touch("resume")
    answer_yes(kiosk, "Hentikan")
    kiosk.leave()
    turn_until(lambda: kiosk.sight.thing("start") is not None)
    assert not stands(kiosk)
    paused, resumed = (events_in(kiosk.folder, f"kiosk.{k}") for k in ("paused", "resumed"))
    assert paused == resumed != []


def test_a_counter_that_was_closed_by_touch_gives_no_number_on_the_glass(start: Open) -> None:
    kiosk = start()
    pin = kiosk.add("Sari").pin
    to_antrean(kiosk, pin)
    kiosk.touch("counters")
    kiosk.touch("agency_disdukcapil")
    answer_yes(kiosk, "tutup sejak 09.41")
    kiosk.leave()
    conductor = kiosk.window.conductor
    assert conductor is not None
    turn_until(lambda: conductor.scene.usage.closed == {"disdukcapil"})
    assert conductor.scene.standing(KTP).by_staff
    assert conductor.scene.standing(SKCK).reason is None


def test_a_slip_is_printed_again_by_touch(start: Open) -> None:
    kiosk = start()
    pin = kiosk.add("Sari").pin
    equipment = kiosk.window._equipment
    issued = equipment.desk.issue(Request((KTP,)), print_copy=True)
    equipment.paperwork.print_slip(issued)
    to_antrean(kiosk, pin)
    turn_until(lambda: kiosk.sight.thing(f"visit_{issued.visit.visit}") is not None)
    kiosk.touch(f"visit_{issued.visit.visit}", "reprint")
    answer_yes(kiosk, "Tercetak, lembar ke-2")
    assert list(kiosk.folder.glob("slips/*-2.pdf"))


def test_a_trial_page_is_printed_and_judged_by_touch(start: Open) -> None:
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.touch("tab_printer")
    kiosk.wait_for("Belum pernah dilihat orang")
    kiosk.touch("trial")
    kiosk.wait_for("Tercetak benar?")
    assert kiosk.faults() == []
    kiosk.touch("trial_yes")
    kiosk.wait_for("Tercetak benar · 24-11-2026")
