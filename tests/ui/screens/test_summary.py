from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import at, example_premises
from tests.ui.glass import Glass, after, faults_of_pages, scene_of
from tests.ui.screens.states import KTP, PASPOR, SKCK, at_package, at_service, at_summary
from ui.screens.summary import SummaryScreen

PREMISES = example_premises()
NIB = "dpmptsp-nib-umk"
BPJS = "bpjs-kesehatan-daftar-mandiri"
MOST_SERVICES = 9


def nine_of_nine_agencies() -> tuple[str, ...]:
    """Return one service of each of nine agencies, the longest names first."""
    found: dict[str, str] = {}
    services = sorted(PREMISES.catalogue.services.values(), key=lambda s: -len(s.short_id))
    for service in services:
        if service.agency not in found and scene_of(at_service(service.id)).plan.stops:
            found[service.agency] = service.id
    return tuple(found.values())[:MOST_SERVICES]


def summary_of(life_event: str) -> Session:
    session = at_package(life_event)
    for step in PREMISES.life_event(life_event).steps:
        if step.service not in session.steps and len(session.chosen) < MOST_SERVICES:
            session = after(ev.StepToggled(step.service), session=session)
    return after(ev.Opened("summary"), session=session)


@pytest.mark.parametrize(
    "services",
    [
        (KTP,),
        (KTP, SKCK),
        (KTP, PASPOR),
        (PASPOR,),
        (KTP, SKCK, NIB, BPJS),
        nine_of_nine_agencies(),
    ],
)
def test_nothing_is_cut_off_on_any_page(glass: Glass, services: tuple[str, ...]) -> None:
    assert faults_of_pages(glass, at_summary(*services), "summary") == []


@pytest.mark.full
@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T21:00"])
def test_nothing_is_cut_off_for_any_life_event_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    found = [
        f"{name}: {fault}"
        for name in PREMISES.catalogue.life_events
        for fault in faults_of_pages(glass, summary_of(name), name)
    ]
    assert found == []


def removals(glass: Glass) -> list[str]:
    return [n for _page in glass.pages() for n in glass.names() if n.startswith("remove_")]


def test_every_stop_stands_on_some_page_once(glass: Glass) -> None:
    services = nine_of_nine_agencies()
    glass.show(at_summary(*services))
    assert sorted(removals(glass)) == sorted(f"remove_{name}" for name in services)


def test_what_gets_no_number_today_stands_there_too(glass: Glass) -> None:
    glass.show(at_summary(KTP, PASPOR))
    assert glass.says("Kamis")
    glass.find(f"remove_{PASPOR}")


def test_hapus_takes_one_stop_away_and_keeps_the_rest(glass: Glass) -> None:
    glass.show(at_summary(KTP, SKCK))
    glass.tap(f"remove_{KTP}")
    assert glass.heard == [ev.ServicesRemoved((KTP,))]
    glass.follow()
    assert glass.session.at.screen is Screen.SUMMARY
    assert removals(glass) == [f"remove_{SKCK}"]


def test_the_last_hapus_leads_home(glass: Glass) -> None:
    glass.show(at_summary(KTP))
    glass.tap(f"remove_{KTP}")
    glass.follow()
    assert glass.session.at.screen is Screen.HOME


def test_a_double_tap_on_hapus_takes_one_stop_away(glass: Glass) -> None:
    glass.show(at_summary(KTP, SKCK))
    place = glass.find(f"remove_{KTP}")
    glass.tap(place.objectName())
    glass.follow()
    glass.wait(0.2)
    remaining = removals(glass)[0]
    glass.tap(remaining)
    glass.follow()
    assert glass.session.chosen == (SKCK,)


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("take_number", ev.NumberAsked()),
        ("add_service", ev.ServiceAdded()),
        ("special_help", ev.Opened("special_help")),
        ("print_list", ev.ListPrintAsked()),
        ("open_documents", ev.Opened("documents")),
    ],
)
def test_the_ways_on(glass: Glass, name: str, event: ev.Event) -> None:
    glass.show(at_summary())
    glass.tap(name)
    assert glass.heard == [event]


def test_where_no_number_is_to_be_had_the_list_can_be_printed(glass: Glass) -> None:
    glass.show(at_summary(PASPOR))
    assert glass.thing("take_number") is None
    assert glass.says("Tanpa nomor hari ini.")
    glass.find("print_list")


def test_it_is_the_page_of_the_summary(glass: Glass) -> None:
    glass.show(at_summary())
    assert glass.shell.findChild(SummaryScreen) is not None
