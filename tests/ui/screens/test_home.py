from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import example_premises
from tests.ui.glass import Glass, faults_of_pages
from tests.ui.screens.states import KTP, SKCK, STATES, with_basket

MALL = example_premises().mall


@pytest.fixture
def home(glass: Glass) -> Glass:
    glass.show(STATES["home"])
    return glass


@pytest.mark.parametrize("session", [STATES["home"], with_basket(KTP, SKCK)])
def test_nothing_is_cut_off_in_either_language(glass: Glass, session: Session) -> None:
    assert faults_of_pages(glass, session, "home") == []


def test_the_mall_decides_what_is_popular(home: Glass) -> None:
    shown = [name for name in home.names() if name.startswith("service_")]
    assert shown == [f"service_{name}" for name in MALL.popular]


def test_every_way_begins_here(home: Glass) -> None:
    for name in ("open_search", "other_life_events", "all_agencies", "guide"):
        home.find(name)


def test_a_tile_with_one_life_event_leads_straight_to_it(home: Glass) -> None:
    alone = next(n for n, tile in enumerate(MALL.tiles) if len(tile.life_events) == 1)
    home.tap(f"tile_{alone}")
    assert home.heard == [ev.LifeEventChosen(MALL.tiles[alone].life_events[0])]


def test_a_tile_with_several_life_events_lets_one_choose(home: Glass) -> None:
    several = next(n for n, tile in enumerate(MALL.tiles) if len(tile.life_events) > 1)
    home.tap(f"tile_{several}")
    assert home.heard == [ev.Opened("tile", str(several))]


def test_on_the_first_step_kembali_is_mulai_lagi(home: Glass) -> None:
    assert home.thing("dock_back") is None
    home.tap("dock_restart")
    assert home.heard == [ev.Restarted()]


def test_without_a_choice_there_is_no_visit_to_look_at(home: Glass) -> None:
    assert home.thing("open_summary") is None


def test_what_is_chosen_stays_in_view(glass: Glass) -> None:
    glass.show(with_basket(KTP, SKCK))
    assert glass.says("Kunjungan Anda: 2 layanan")
    glass.tap("open_summary")
    assert glass.heard == [ev.Opened("summary")]


def test_the_search_field_only_opens_the_search(home: Glass) -> None:
    home.tap("open_search")
    assert home.heard == [ev.Opened("search")]
