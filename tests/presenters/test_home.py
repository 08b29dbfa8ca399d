"""Home: what the mall pinned, what it put on tiles, and the visit that is being put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.mall import Tile
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, fresh
from tests.premises import at, example_premises, premises_with
from tests.presenters.scenes import KTP, LANGUAGES, PASSPORT, SKCK, scene_of
from ui.presenters.home import MOST_POPULAR, MOST_TILES, HomeView, derive_home, tile_event

PREMISES = example_premises()
HOME = fresh().go(Screen.HOME)
SHOP = Tile("Membuka usaha", "Open a business", "storefront", ("buka-toko",))


def shown(
    session: Session = HOME, now: str = "2026-11-24T09:41", language: str = "id", **more
) -> HomeView:
    return derive_home(scene_of(session, at(now), language, **more))


def pinned(*popular: str, tiles: tuple[Tile, ...] | None = None) -> Premises:
    changes: dict[str, object] = {"popular": popular}
    if tiles is not None:
        changes["tiles"] = tiles
    return premises_with(**changes)


@pytest.mark.parametrize(
    ("language", "question", "hint"),
    [
        ("id", "Hari ini mau urus apa?", "Cari, misalnya “KTP hilang”"),
        ("en", "What do you need today?", None),
    ],
)
def test_home_asks_what_is_to_be_done(language: str, question: str, hint: str | None) -> None:
    view = shown(language=language)
    assert view.heading.title == question
    if hint:
        assert view.search_hint == hint
    assert view.search_event == ev.Opened("search")


def test_the_pinned_services_open_their_page() -> None:
    cards = shown().popular
    assert [card.event for card in cards] == [
        ev.Opened("service", name) for name in PREMISES.mall.popular
    ]
    assert [card.subtitle for card in cards] == [
        "Dukcapil",
        "Polisi",
        "BPJS Kesehatan",
        "Perizinan",
    ]


@pytest.mark.parametrize(
    ("now", "subtitle"),
    [
        ("2026-11-24T09:41", "Buka Kamis"),
        ("2026-11-26T09:41", "Imigrasi"),
        ("2026-11-26T20:00", "Buka 3 Des"),
    ],
)
def test_a_pinned_service_says_why_there_is_no_number_instead_of_its_agency(
    now: str, subtitle: str
) -> None:
    (card,) = shown(now=now, premises=pinned(PASSPORT)).popular
    assert card.subtitle == subtitle
    assert card.chip == ""


def test_no_more_than_four_services_are_pinned_and_unknown_ones_are_left_out() -> None:
    names = list(PREMISES.catalogue.services)[:6]
    assert len(shown(premises=pinned(*names)).popular) == MOST_POPULAR == 4
    assert [c.name for c in shown(premises=pinned("terbang", KTP)).popular] == [f"service_{KTP}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tiles_are_the_malls_and_lead_to_life_events(language: str) -> None:
    view = shown(language=language)
    tiles = PREMISES.mall.tiles
    titles = [tile.title_en if language == "en" else tile.title_id for tile in tiles]
    assert [card.title for card in view.tiles[:-1]] == titles
    assert [card.icon for card in view.tiles[:-1]] == [tile.icon for tile in tiles]
    assert view.tiles[-1].event == ev.Opened("life_events")


def test_a_tile_of_several_events_is_a_choice_and_of_one_is_that_event() -> None:
    assert tile_event(PREMISES.mall.tiles[0], 0) == ev.Opened("tile", "0")
    assert tile_event(PREMISES.mall.tiles[2], 2) == ev.LifeEventChosen("anak-lahir")


@pytest.mark.parametrize(("count", "shown_count"), [(0, 1), (1, 2), (5, 6), (9, MOST_TILES + 1)])
def test_at_most_five_tiles_stand_before_all_life_events(count: int, shown_count: int) -> None:
    cards = shown(premises=pinned(KTP, tiles=(SHOP,) * count)).tiles
    assert len(cards) == shown_count
    assert cards[-1].name == "other_life_events"


def test_two_more_ways_lead_to_agencies_and_questions() -> None:
    agencies, guide = shown().ways
    assert (agencies.title, agencies.subtitle) == ("Semua instansi", "35 instansi")
    assert agencies.event == ev.Opened("agencies")
    assert guide.event == ev.Opened("guide")
    assert shown(language="en").ways[0].subtitle == "35 agencies"


@pytest.mark.parametrize(
    ("basket", "steps", "indonesian", "english"),
    [
        ((KTP,), (), "Kunjungan Anda: 1 layanan", "Your visit: 1 service"),
        ((KTP, SKCK), (), "Kunjungan Anda: 2 layanan", "Your visit: 2 services"),
        ((KTP,), (KTP, SKCK), "Kunjungan Anda: 2 layanan", "Your visit: 2 services"),
    ],
)
def test_the_visit_so_far_is_counted_and_can_be_seen(
    basket: tuple[str, ...], steps: tuple[str, ...], indonesian: str, english: str
) -> None:
    session = replace(HOME, basket=basket, steps=steps, life_event="usia-17" if steps else None)
    visit = shown(session).visit
    assert visit.title == indonesian
    assert visit.button.event == ev.Opened("summary")
    assert shown(session, language="en").visit.title == english


def test_without_a_choice_there_is_no_visit_on_home() -> None:
    assert shown().visit is None


def test_a_mall_without_pins_still_has_every_way() -> None:
    bare = Premises(PREMISES.catalogue, Timetable(pinned(tiles=()).mall, None))
    view = shown(premises=bare)
    assert view.popular == ()
    assert [card.name for card in (*view.tiles, *view.ways)] == [
        "other_life_events",
        "all_agencies",
        "guide",
    ]
