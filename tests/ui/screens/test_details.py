from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import example_premises
from tests.ui.glass import Glass, after, faults_of_pages
from tests.ui.screens.states import KTP, PASPOR, SKCK, at_service

SERVICES = example_premises().catalogue.services
LONGEST = max(SERVICES, key=lambda name: len(SERVICES[name].requirements))
PARTS = ("Syarat", "Cara dan langkah", "Lama", "Biaya", "Hasil", "Pengaduan")


def details_of(service: str) -> Session:
    return after(ev.Opened("details", service), session=at_service(service))


@pytest.mark.parametrize("service", [KTP, SKCK, PASPOR, LONGEST])
def test_nothing_is_cut_off_on_any_page(glass: Glass, service: str) -> None:
    assert faults_of_pages(glass, details_of(service)) == []


@pytest.mark.full
def test_nothing_is_cut_off_for_any_service(glass: Glass) -> None:
    found = [fault for name in SERVICES for fault in faults_of_pages(glass, details_of(name))]
    assert found == []


@pytest.mark.parametrize("service", [KTP, SKCK, PASPOR, LONGEST])
def test_the_six_parts_of_the_law_stand_on_its_pages(glass: Glass, service: str) -> None:
    glass.show(details_of(service))
    texts = {text for _page in glass.pages() for text in glass.texts()}
    assert [part for part in PARTS if part not in texts] == []


def test_it_leads_back_to_the_service(glass: Glass) -> None:
    glass.show(details_of(KTP))
    glass.tap("dock_back")
    glass.follow()
    assert glass.session.at.screen is Screen.SERVICE
    assert glass.session.at.subject == KTP


def test_another_service_begins_with_its_first_page(glass: Glass) -> None:
    glass.show(details_of(LONGEST))
    glass.go(ev.PageChosen(1))
    glass.go(ev.WentBack(), ev.WentBack(), ev.Opened("service", KTP), ev.Opened("details", KTP))
    assert glass.session.at.page == 0
