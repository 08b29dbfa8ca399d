"""All agencies: the mall's own first, those outside it after them and marked."""

from __future__ import annotations

import pytest

from kiosk.catalogue.mall import Counter, MallAgency
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.premises import at, example_premises, premises_with
from tests.presenters.scenes import LANGUAGES, after, pages_of, scene_of, view_of
from ui.presenters.agencies import PER_PAGE
from ui.presenters.parts import Card

PREMISES = example_premises()
AGENCIES = tuple(PREMISES.catalogue.agencies)
ALL = after(ev.Opened(Screen.AGENCIES.value))


def cards(now: str = "2026-11-24T09:41", language: str = "id", **more) -> dict[str, Card]:
    views = pages_of(scene_of(ALL, at(now), language, **more))
    return {card.name.removeprefix("agency_"): card for view in views for card in view.cards}


def test_every_agency_stands_on_one_page_the_malls_own_first() -> None:
    names = list(cards())
    here = [name for name in AGENCIES if PREMISES.here(name)]
    away = [name for name in AGENCIES if not PREMISES.here(name)]
    assert names == [*here, *away]
    assert away, "the example mall leaves agencies out"


def test_twelve_agencies_stand_on_a_page() -> None:
    lengths = [len(view.cards) for view in pages_of(scene_of(ALL))]
    assert lengths == [12, 12, 11]
    assert max(lengths) == PER_PAGE


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_card_opens_its_agency(agency: str) -> None:
    assert cards()[agency].event == ev.Opened("agency", agency)


@pytest.mark.parametrize(
    ("agency", "now", "chip", "english"),
    [
        ("imigrasi", "2026-11-24T09:41", "Buka Kamis", "Open Thursday"),
        ("imigrasi", "2026-11-26T09:41", "", ""),
        ("imigrasi", "2026-11-26T20:00", "", ""),
        ("taspen", "2026-11-24T09:41", "", ""),
        ("taspen", "2026-11-26T09:41", "Buka Sel, Rab", "Open Tue, Wed"),
        ("kejaksaan", "2026-11-24T09:41", "Buka Senin", "Open Monday"),
        ("kemenkum", "2026-11-24T09:41", "Di luar mal", "Not in this mall"),
        ("disdukcapil", "2026-11-28T09:41", "", ""),
    ],
)
def test_an_agency_is_marked_where_it_is_not_here_or_not_today(
    agency: str, now: str, chip: str, english: str
) -> None:
    found = cards(now)[agency]
    assert found.chip == chip
    assert found.muted is bool(chip)
    assert cards(now, "en")[agency].chip == english


@pytest.mark.parametrize(
    ("agency", "offers"),
    [
        ("disdukcapil", "KTP, KK, akta"),
        ("polres", "SIM, SKCK"),
        ("samsat", "Pajak kendaraan tahunan, Pajak 5 tahunan, pelat"),
        ("jasa-raharja", "Santunan kecelakaan"),
    ],
)
def test_a_card_says_what_an_agency_is_for(agency: str, offers: str) -> None:
    assert cards()[agency].subtitle == offers


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_says_either_what_for_or_why_not(language: str) -> None:
    for agency, card in cards(language=language).items():
        assert bool(card.subtitle) is not bool(card.chip), agency
        assert card.title
        assert card.icon


def test_an_agency_that_comes_to_the_mall_moves_up_among_its_own() -> None:
    entry = MallAgency("kemenkum", (Counter(40, 2),))
    premises = premises_with(agencies=(*PREMISES.mall.agencies, entry))
    found = cards(premises=premises)
    assert found["kemenkum"].chip == ""
    names = list(found)
    assert names.index("kemenkum") < names.index("bea-cukai")


def test_the_heading_says_what_to_do() -> None:
    assert view_of(scene_of(ALL)).heading.title == "Semua instansi"
    assert view_of(scene_of(ALL)).heading.sentence == "Sentuh nama instansi."
