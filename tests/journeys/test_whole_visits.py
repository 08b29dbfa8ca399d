"""Whole visits through the real window with a real store, by touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk.app.foundation import lay_foundation
from kiosk.app.rehearsal import Rehearsal
from kiosk.app.whole_visit import (
    choose_priority,
    look_at_documents,
    refuse_without_number,
    visit_life_event,
    visit_services,
)
from kiosk.app.window import KioskWindow
from kiosk.errors import DiskFull, Refused
from kiosk.settings import IdleTimes
from kiosk.store.reading import open_reader
from kiosk.store.store import Store
from kiosk.visits.issuing import NothingToIssue
from kiosk.visits.plan import MOST_SERVICES
from kiosk.visits.session.state import Overlay, Screen, Session, fresh
from tests.fakes import FakeClock
from tests.premises import example_premises
from tests.ui.glass import Sight, faults, same_picture, scene_of
from ui.theme.theme import DESIGN_SIZE

PREMISES = example_premises()
KTP = "disdukcapil-ktp-hilang-rusak"
SKCK = "polres-skck-baru"
BPJS = "bpjs-kesehatan-daftar-mandiri"
IDLE = IdleTimes()
NIGHT = "2026-11-24T21:00"


class Visitor:
    """Somebody before the real kiosk; every screen that is looked at is measured."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock = folder, clock
        self.window = KioskWindow(lay_foundation(folder, clock), DESIGN_SIZE, dead_ms=0)
        self.window.open(full_screen=False)
        self.rehearsal = Rehearsal(self.window, None)
        self.faults: list[str] = []
        self.rehearsal.picture = self._measure  # type: ignore[method-assign]

    @property
    def glass(self) -> Sight:
        return Sight(self.window.shell)

    @property
    def session(self) -> Session:
        return self.rehearsal.conductor.session

    def begin(self, language: str = "id") -> None:
        self.rehearsal.begin(language)

    def touch(self, *names: str) -> None:
        for name in names:
            self.clock.advance(1)
            self.rehearsal.touch(name)
            self._measure(name)

    def wait(self, seconds: float) -> None:
        """Let nobody touch anything for a while; the kiosk looks at its clock at the end."""
        self.clock.advance(seconds)
        self.rehearsal.conductor.tick()
        QApplication.processEvents()

    def first_screen(self) -> QImage:
        assert self.session.at.screen is Screen.WELCOME
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        return self.window.shell.grab().toImage()

    def written(self) -> int:
        """Return how many numbers the ledger holds."""
        with open_reader(self.folder) as reader:
            return sum(event.row["kind"] == "ticket.issued" for event in reader.events())

    def close(self) -> None:
        self.window.close()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _measure(self, name: str) -> None:
        QApplication.processEvents()
        self.faults += [f"{name}: {fault}" for fault in faults(self.glass)]


Come = Callable[..., Visitor]


@pytest.fixture
def come(tmp_path: Path, qapp: QApplication) -> Iterator[Come]:
    """Let a visitor come at a time, to a kiosk with an empty store."""
    here: list[Visitor] = []

    def coming(start: str = "2026-11-24T09:41") -> Visitor:
        here.append(Visitor(tmp_path, FakeClock(start)))
        return here[-1]

    yield coming
    for visitor in here:
        visitor.close()


def nine_agencies() -> list[str]:
    """Return one service of each of nine agencies: nine numbers on a Tuesday morning."""
    found: dict[str, str] = {}
    for service in PREMISES.catalogue.services.values():
        if service.agency not in found and len(found) < MOST_SERVICES:
            chosen = (*found.values(), service.id)
            if len(scene_of(fresh_with(chosen)).plan.stops) == len(chosen):
                found[service.agency] = service.id
    return list(found.values())


def fresh_with(services: tuple[str, ...]) -> Session:
    return Session(basket=services)


def test_a_popular_service_takes_three_touches(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visitor.touch(f"service_{KTP}")
    issued = visitor.rehearsal.take_numbers()
    assert [ticket.services for ticket in issued.visit.tickets] == [(KTP,)]
    assert visitor.glass.says(issued.visit.tickets[0].label)
    assert Path(visitor.rehearsal.printed.path).is_file()
    assert visitor.faults == []


def test_three_agencies_are_one_visit(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visit_services(visitor.rehearsal, [KTP, SKCK, BPJS], {})
    choose_priority(visitor.rehearsal, "hamil")
    look_at_documents(visitor.rehearsal)
    issued = visitor.rehearsal.take_numbers()
    assert sorted(t.services[0] for t in issued.visit.tickets) == sorted([KTP, SKCK, BPJS])
    assert {ticket.priority for ticket in issued.visit.tickets} == {"hamil"}
    assert visitor.written() == 3
    assert visitor.faults == []


def test_a_life_event_with_all_its_steps(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visit_life_event(visitor.rehearsal, "buka-usaha-makanan", {}, all_steps=True)
    look_at_documents(visitor.rehearsal)
    issued = visitor.rehearsal.take_numbers()
    assert issued.visit.life_event == "buka-usaha-makanan"
    steps = {step.service for step in PREMISES.life_event("buka-usaha-makanan").steps}
    given = {service for ticket in issued.visit.tickets for service in ticket.services}
    assert given | {step.service for step in issued.visit.later} == steps
    assert visitor.faults == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_nine_numbers_of_nine_agencies_stand_on_one_page(come: Come, language: str) -> None:
    services = nine_agencies()
    assert len(services) == 9
    visitor = come()
    visitor.begin(language)
    visit_services(visitor.rehearsal, services, {})
    issued = visitor.rehearsal.take_numbers()
    assert len(issued.visit.tickets) == 9
    for ticket in issued.visit.tickets:
        assert visitor.glass.says(ticket.label)
    assert visitor.faults == []


def test_a_tenth_service_is_told_and_the_nine_are_kept(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visit_services(visitor.rehearsal, nine_agencies(), {})
    visitor.touch("add_service")
    assert visitor.glass.says("Sudah 9 layanan")
    visitor.touch("close_overlay")
    assert len(visitor.session.chosen) == 9
    assert visitor.faults == []


def test_an_english_visit_is_english_to_its_end(come: Come) -> None:
    visitor = come()
    visitor.begin("en")
    visitor.touch(f"service_{KTP}")
    issued = visitor.rehearsal.take_numbers()
    assert issued.visit.language == "en"
    for words in ("Ambil", "Selesai", "Loket", "berkas"):
        assert not visitor.glass.says(words)
    assert visitor.faults == []
    visitor.wait(IDLE.ticket)
    assert visitor.session == fresh()


def test_the_language_may_change_in_the_middle(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visitor.touch(f"service_{KTP}", "dock_language", "language_en")
    assert visitor.session.at.subject == KTP
    assert visitor.rehearsal.take_numbers().visit.language == "en"
    assert visitor.faults == []


def test_at_night_the_page_says_when_it_opens_and_gives_no_number(come: Come) -> None:
    visitor = come(NIGHT)
    visitor.begin()
    assert visitor.session.at.screen is Screen.HOME
    visitor.touch(f"service_{KTP}")
    assert visitor.glass.says("besok, jam 08.00")
    with pytest.raises(NothingToIssue):
        refuse_without_number(visitor.rehearsal)
    assert visitor.glass.thing("print_list") is not None
    assert visitor.written() == 0
    assert visitor.faults == []


def test_a_counter_that_closes_under_the_finger_gives_no_number(come: Come) -> None:
    visitor = come("2026-11-24T14:29")
    visitor.begin()
    visitor.touch(f"service_{KTP}")
    visitor.clock.set_wall("2026-11-24T21:00")
    with pytest.raises(Refused):
        visitor.rehearsal.take_numbers()
    assert visitor.glass.says("Loket baru saja tutup")
    assert visitor.written() == 0


def test_a_full_disk_is_told_and_nothing_is_lost(
    come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_asked: object) -> NoReturn:
        raise DiskFull("The disk is full.", "Make room.")

    visitor = come()
    visitor.begin()
    visit_services(visitor.rehearsal, [KTP, SKCK], {})
    before = visitor.session
    issue = Store.issue
    monkeypatch.setattr(Store, "issue", full)
    with pytest.raises(Refused):
        visitor.rehearsal.take_numbers()
    assert visitor.glass.says("Nomor belum diambil")
    assert visitor.glass.says("Mesin ini penuh. Silakan ke")
    assert visitor.written() == 0
    visitor.touch("close_overlay")
    assert visitor.session == before
    monkeypatch.setattr(Store, "issue", issue)
    visitor.clock.advance(1)
    assert len(visitor.rehearsal.take_numbers().visit.tickets) == 2
    assert visitor.written() == 2
    assert visitor.faults == []


def test_nobody_there_any_more_leads_to_the_very_same_first_screen(come: Come) -> None:
    visitor = come()
    visitor.rehearsal.begin("id")
    visitor.touch("dock_restart")
    first = visitor.first_screen()
    visitor.touch("language_en", "start", "open_search", "key_k", "key_t", "key_p")
    visitor.clock.set_wall("2026-11-24T09:41")
    visitor.wait(IDLE.reading)
    assert visitor.session.overlay is Overlay.IDLE
    assert visitor.glass.says(str(IDLE.warning))
    visitor.wait(IDLE.warning)
    assert visitor.session == fresh()
    visitor.clock.set_wall("2026-11-24T09:41")
    visitor.wait(0)
    visitor.rehearsal.conductor.render()
    assert same_picture(visitor.first_screen(), first)
    assert visitor.faults == []


def test_the_warning_is_answered_as_often_as_one_likes(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visitor.touch(f"service_{KTP}")
    for _time in range(12):
        visitor.wait(IDLE.reading)
        assert visitor.session.overlay is Overlay.IDLE
        visitor.wait(IDLE.warning - 2)
        visitor.touch("still_here")
        assert visitor.session.overlay is None
    assert visitor.session.at.subject == KTP
    assert visitor.faults == []


def test_two_touches_at_once_take_one_number(come: Come) -> None:
    visitor = come()
    visitor.begin()
    visitor.touch(f"service_{KTP}")
    visitor.clock.advance(1)
    for _tap in range(2):
        visitor.rehearsal.touch("take_number")
        visitor.clock.advance(0.2)
        if not visitor.rehearsal.sees("take_number"):
            break
    visitor.rehearsal._wait(lambda: visitor.session.issued is not None, "a number")
    assert visitor.written() == 1


def test_each_visitor_begins_with_nothing(come: Come) -> None:
    visitor = come()
    for service in (KTP, SKCK):
        visitor.begin()
        assert visitor.session.chosen == ()
        visitor.touch(f"service_{service}")
        visitor.rehearsal.take_numbers()
        visitor.touch("finish")
        visitor.clock.advance(1)
        assert visitor.session == fresh()
    assert visitor.written() == 2
    with open_reader(visitor.folder) as reader:
        assert reader.verify().ok
