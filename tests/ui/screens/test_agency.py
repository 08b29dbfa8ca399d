from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from tests.premises import at, example_premises
from tests.ui.glass import Glass, faults, faults_of_pages
from tests.ui.screens.states import opened

PREMISES = example_premises()
SAMPLE = ("disdukcapil", "polres", "imigrasi", "kemenkum", "mpp")


def services_of(agency: str) -> list[str]:
    services = PREMISES.catalogue.services.values()
    return [f"service_{service.id}" for service in services if service.agency == agency]


@pytest.mark.parametrize("agency", SAMPLE)
def test_nothing_is_cut_off_on_any_page(glass: Glass, agency: str) -> None:
    assert faults_of_pages(glass, opened("agency", agency)) == []


@pytest.mark.full
@pytest.mark.parametrize(
    "now",
    [
        "2026-11-24T09:41",
        "2026-11-26T12:30",
        "2026-11-24T21:00",
    ],
)
def test_nothing_is_cut_off_for_any_agency_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    sessions = [opened("agency", name) for name in PREMISES.catalogue.agencies]
    assert [fault for session in sessions for fault in faults_of_pages(glass, session)] == []


@pytest.mark.parametrize("now", ["2026-11-24T21:00", "2026-11-27T16:00"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_cut_off_while_the_counters_are_closed(
    glass: Glass, now: str, language: str
) -> None:
    glass.show(replace(opened("agency", "taspen"), language=language), at(now))
    assert faults(glass) == []


@pytest.mark.parametrize("agency", SAMPLE)
def test_every_service_stands_on_some_page_once(glass: Glass, agency: str) -> None:
    glass.show(opened("agency", agency))
    shown = [n for _page in glass.pages() for n in glass.names() if n.startswith("service_")]
    assert shown == services_of(agency)


def test_a_service_opens(glass: Glass) -> None:
    glass.show(opened("agency", "polres"))
    name = services_of("polres")[0]
    glass.tap(name)
    assert glass.heard == [ev.Opened("service", name.removeprefix("service_"))]


def test_another_agency_begins_with_its_first_page(glass: Glass) -> None:
    glass.show(opened("agency", "disdukcapil"))
    glass.go(ev.PageChosen(1))
    glass.go(ev.WentBack(), ev.Opened("agency", "dpmptsp"))
    assert glass.session.at.page == 0


def test_it_says_where_to_go(glass: Glass) -> None:
    glass.show(opened("agency", "polres"))
    assert glass.says("Loket 6")
    glass.show(opened("agency", "kemenkum"))
    assert glass.says("Di luar mal ini.")
