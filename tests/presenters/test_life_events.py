"""Life events to choose from: all of the catalogue, or those of one tile."""

from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.premises import TUESDAY, example_premises, premises_with
from tests.presenters.scenes import LANGUAGES, after, pages_of, scene_of, view_of
from ui.presenters.life_events import PER_PAGE, life_event_card

PREMISES = example_premises()
EVENTS = tuple(PREMISES.catalogue.life_events)
ALL = after(ev.Opened(Screen.LIFE_EVENTS.value))


def tile(number: int):
    return after(ev.Opened(Screen.TILE.value, str(number)))


def test_every_life_event_stands_on_one_page_in_the_catalogues_order() -> None:
    views = list(pages_of(scene_of(ALL)))
    cards = [card for view in views for card in view.cards]
    assert [card.event for card in cards] == [ev.LifeEventChosen(name) for name in EVENTS]
    assert all(len(view.cards) <= PER_PAGE for view in views)
    assert [view.pages.pages for view in views] == [2, 2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVENTS)
def test_a_card_has_the_short_name_and_counts_the_steps(name: str, language: str) -> None:
    event, scene = PREMISES.life_event(name), scene_of(ALL, TUESDAY, language)
    card = life_event_card(scene, name)
    assert card.title == (event.short_en if language == "en" else event.short_id)
    word = "langkah" if language == "id" else "step" if len(event.steps) == 1 else "steps"
    assert card.subtitle == f"{len(event.steps)} {word}"
    assert card.icon


def test_the_short_names_of_all_life_events_differ() -> None:
    for language in LANGUAGES:
        scene = scene_of(ALL, TUESDAY, language)
        titles = [life_event_card(scene, name).title for name in EVENTS]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("language", "title"), [("id", "Membuka usaha"), ("en", "Open a business")]
)
def test_a_tile_of_several_life_events_asks_which(language: str, title: str) -> None:
    view = view_of(scene_of(tile(0), TUESDAY, language))
    assert view.heading.title == title
    wanted = [ev.LifeEventChosen("buka-usaha-makanan"), ev.LifeEventChosen("buka-toko")]
    assert [card.event for card in view.cards] == wanted


@pytest.mark.parametrize("number", range(len(PREMISES.mall.tiles)))
def test_every_tile_of_the_mall_leads_to_its_life_events(number: int) -> None:
    view = view_of(scene_of(tile(number)))
    names = [card.name.removeprefix("life_event_") for card in view.cards]
    assert tuple(names) == PREMISES.mall.tiles[number].life_events


def test_the_list_of_all_says_what_the_kiosk_does_with_them() -> None:
    heading = view_of(scene_of(ALL)).heading
    assert heading.title == "Keperluan lain"
    assert heading.sentence == "Kami susun langkah dan berkasnya."
    assert view_of(scene_of(ALL, language="en")).heading.title != heading.title


def test_a_page_too_far_is_the_last_one() -> None:
    far = after(ev.PageChosen(9), session=ALL)
    assert view_of(scene_of(far)).pages.page == 1
    assert view_of(scene_of(far)).cards


def test_the_mall_has_no_say_in_which_life_events_there_are() -> None:
    bare = scene_of(ALL, premises=premises_with(tiles=()))
    assert view_of(bare).cards == view_of(scene_of(ALL)).cards
