"""One agency: where it is, and every one of its services."""

from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    LANGUAGES,
    after,
    pages_of,
    premises_without_counters,
    scene_of,
    view_of,
)
from ui.presenters.agency import PER_PAGE

PREMISES = example_premises()
AGENCIES = tuple(PREMISES.catalogue.agencies)


def of(agency: str) -> Session:
    return after(ev.Opened(Screen.AGENCY.value, agency))


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_service_of_an_agency_stands_on_one_page_in_its_order(agency: str) -> None:
    views = list(pages_of(scene_of(of(agency))))
    events = [card.event for view in views for card in view.cards]
    wanted = [s.id for s in PREMISES.catalogue.services.values() if s.agency == agency]
    assert events == [ev.Opened("service", name) for name in wanted]
    assert wanted
    assert all(len(view.cards) <= PER_PAGE for view in views)


@pytest.mark.parametrize(
    ("agency", "indonesian", "english"),
    [
        ("disdukcapil", "Loket 1 atau 2, lantai 1", "Counter 1 or 2, floor 1"),
        ("imigrasi", "Loket 21, lantai 2", "Counter 21, floor 2"),
        ("mpp", "Meja Informasi, lantai 1", "Meja Informasi, floor 1"),
        ("kemenkum", "Di luar mal ini.", "Not in this mall."),
    ],
)
def test_the_heading_says_where_the_agency_is(agency: str, indonesian: str, english: str) -> None:
    assert view_of(scene_of(of(agency))).heading.sentence == indonesian
    assert view_of(scene_of(of(agency), TUESDAY, "en")).heading.sentence == english


def test_counters_nobody_wrote_down_are_not_invented() -> None:
    scene = scene_of(of("disdukcapil"), premises=premises_without_counters("disdukcapil"))
    assert view_of(scene).heading.sentence == "Tanyakan petugas"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("agency", AGENCIES)
def test_the_heading_is_the_agencys_short_name(agency: str, language: str) -> None:
    entry = PREMISES.catalogue.agencies[agency]
    heading = view_of(scene_of(of(agency), TUESDAY, language)).heading
    assert heading.title == (entry.short_en if language == "en" else entry.short_id)
    assert heading.icon


@pytest.mark.parametrize("agency", [a for a in AGENCIES if not PREMISES.here(a)])
def test_all_services_of_an_agency_outside_the_mall_say_so(agency: str) -> None:
    chips = {card.chip for view in pages_of(scene_of(of(agency))) for card in view.cards}
    assert chips == {"Di luar mal"}


@pytest.mark.parametrize(
    ("now", "muted"),
    [("2026-11-24T09:41", False), ("2026-11-24T20:00", True), ("2026-11-28T10:00", True)],
)
def test_services_are_muted_while_their_agency_is_closed(now: str, *, muted: bool) -> None:
    cards = view_of(scene_of(of("disdukcapil"), at(now))).cards
    assert {card.muted for card in cards} == {muted}


def test_the_titles_of_an_agencys_services_all_differ() -> None:
    for agency in AGENCIES:
        for language in LANGUAGES:
            views = pages_of(scene_of(of(agency), TUESDAY, language))
            titles = [card.title for view in views for card in view.cards]
            assert len(titles) == len(set(titles)), agency
