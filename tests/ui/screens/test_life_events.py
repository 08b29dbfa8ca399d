from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import example_premises
from tests.ui.glass import Glass, faults_of_pages
from tests.ui.screens.states import STATES, opened

LIFE_EVENTS = [f"life_event_{name}" for name in example_premises().catalogue.life_events]
TILES = example_premises().mall.tiles


@pytest.mark.parametrize(
    "session",
    [opened("life_events"), *(opened("tile", str(number)) for number in range(len(TILES)))],
)
def test_nothing_is_cut_off_on_any_page(glass: Glass, session: Session) -> None:
    assert faults_of_pages(glass, session, "life events") == []


def test_every_life_event_stands_on_some_page_once(glass: Glass) -> None:
    glass.show(opened("life_events"))
    shown = [
        name for _page in glass.pages() for name in glass.names() if name.startswith("life_event_")
    ]
    assert shown == LIFE_EVENTS


def test_a_tile_shows_its_own_life_events(glass: Glass) -> None:
    glass.show(STATES["tile"])
    shown = [name for name in glass.names() if name.startswith("life_event_")]
    assert shown == [f"life_event_{name}" for name in TILES[0].life_events]
    assert glass.says(TILES[0].title_id)


def test_a_page_is_turned_by_one_touch(glass: Glass) -> None:
    glass.show(opened("life_events"))
    glass.tap("page_1")
    assert glass.heard == [ev.PageChosen(1)]
    glass.follow()
    assert glass.find("page_1").isChecked()
    assert not glass.find("page_0").isChecked()


def test_turning_a_page_has_no_dead_time(glass: Glass) -> None:
    glass.show(opened("life_events"))
    glass.tap("page_1")
    glass.follow()
    glass.tap(LIFE_EVENTS[-1])
    assert glass.heard == [ev.LifeEventChosen(LIFE_EVENTS[-1].removeprefix("life_event_"))]


def test_opened_again_it_begins_with_its_first_page(glass: Glass) -> None:
    glass.show(opened("life_events"))
    glass.go(ev.PageChosen(1))
    glass.go(ev.WentBack(), ev.Opened("life_events"))
    assert glass.find("page_0").isChecked()


def test_going_back_leads_to_the_page_one_came_from(glass: Glass) -> None:
    glass.show(opened("life_events"))
    glass.go(ev.PageChosen(1))
    glass.go(ev.LifeEventChosen("pensiun"))
    while glass.session.at.screen.value != "life_events":
        glass.go(ev.WentBack())
    assert glass.find("page_1").isChecked()
