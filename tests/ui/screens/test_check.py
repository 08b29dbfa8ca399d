from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Session
from tests.premises import at, example_premises
from tests.ui.glass import Glass, after, faults_of_pages, scene_of
from tests.ui.screens.states import KTP, PASPOR, SKCK, at_service

SERVICES = example_premises().catalogue.services
LONGEST = max(SERVICES, key=lambda name: len(SERVICES[name].requirements))


def check_of(service: str) -> Session:
    return after(ev.Opened("check", service), session=at_service(service))


def with_everything(service: str) -> Session:
    session = check_of(service)
    lines = scene_of(session).plan.checklist.lines
    have = [ev.DocumentToggled(line.first.document, line.first.holder) for line in lines]
    return after(*have, session=session)


def with_documents() -> list[str]:
    return [name for name in SERVICES if scene_of(at_service(name)).plan.checklist.to_bring]


def boxes(glass: Glass) -> list[str]:
    return [name for name in glass.names() if name.startswith("have_")]


@pytest.mark.parametrize("service", [KTP, SKCK, PASPOR, LONGEST])
def test_nothing_is_cut_off_on_any_page(glass: Glass, service: str) -> None:
    assert faults_of_pages(glass, check_of(service)) == []
    assert faults_of_pages(glass, with_everything(service)) == []


@pytest.mark.full
@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T21:00"])
def test_nothing_is_cut_off_for_any_service_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    sessions = [make(name) for name in with_documents() for make in (check_of, with_everything)]
    assert [fault for session in sessions for fault in faults_of_pages(glass, session)] == []


def test_ticking_a_box_never_turns_the_page(glass: Glass) -> None:
    glass.show(check_of(LONGEST))
    for _page in glass.pages():
        here = boxes(glass)
        for name in here:
            glass.tap(name)
            glass.follow()
            glass.wait(1)
            assert glass.find(name).isChecked()
            assert boxes(glass) == here


def test_two_boxes_in_quick_succession_are_both_ticked(glass: Glass) -> None:
    glass.show(check_of(KTP))
    first, second, *_rest = boxes(glass)
    for name in (first, second):
        glass.tap(name)
        glass.follow()
        glass.wait(0.2)
    assert glass.find(first).isChecked()
    assert glass.find(second).isChecked()


def test_what_is_missing_is_named_and_nobody_is_blamed(glass: Glass) -> None:
    glass.show(check_of(KTP))
    assert any(text.startswith("Kurang ") for text in glass.texts())
    assert glass.says("Tetap ambil nomor")


def test_with_everything_one_may_go_on(glass: Glass) -> None:
    glass.show(with_everything(KTP))
    assert glass.says("Berkas lengkap")
    assert glass.thing("print_missing") is None
    glass.tap("take_number")
    assert glass.heard == [ev.NumberAsked()]


def test_a_person_can_be_asked(glass: Glass) -> None:
    glass.show(check_of(KTP))
    glass.tap("ask_staff")
    glass.follow()
    assert glass.session.overlay is Overlay.HELP


def test_only_what_is_missing_is_printed(glass: Glass) -> None:
    glass.show(check_of(KTP))
    glass.tap("print_missing")
    assert glass.heard == [ev.ListPrintAsked(missing=True)]


def test_another_service_begins_with_nothing_ticked(glass: Glass) -> None:
    glass.show(with_everything(KTP))
    glass.go(ev.WentBack(), ev.WentBack(), ev.Opened("service", SKCK), ev.Opened("check", SKCK))
    assert not any(glass.find(name).isChecked() for name in boxes(glass))
