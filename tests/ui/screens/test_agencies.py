from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from tests.premises import at, example_premises
from tests.ui.glass import Glass, faults_of_pages
from tests.ui.screens.states import opened

PREMISES = example_premises()


@pytest.mark.parametrize(
    "now",
    ["2026-11-24T09:41", "2026-11-24T21:00", "2026-11-28T10:00"],
)
def test_nothing_is_cut_off_on_any_page(glass: Glass, now: str) -> None:
    glass.now = at(now)
    assert faults_of_pages(glass, opened("agencies"), "agencies") == []


def test_every_agency_stands_on_some_page_once(glass: Glass) -> None:
    glass.show(opened("agencies"))
    shown = [n for _page in glass.pages() for n in glass.names() if n.startswith("agency_")]
    assert sorted(shown) == sorted(f"agency_{name}" for name in PREMISES.catalogue.agencies)


def test_those_outside_the_mall_come_last_and_say_so(glass: Glass) -> None:
    glass.show(opened("agencies"))
    shown = [
        (PREMISES.here(name.removeprefix("agency_")), glass.find(name).accessibleName())
        for _page in glass.pages()
        for name in glass.names()
        if name.startswith("agency_")
    ]
    assert [here for here, _name in shown] == sorted((here for here, _ in shown), reverse=True)
    assert all(("Di luar mal" in name) is not here for here, name in shown)


def test_an_agency_that_is_not_there_today_can_be_looked_at_all_the_same(glass: Glass) -> None:
    glass.show(opened("agencies"))
    assert "Buka Kamis" in glass.find("agency_imigrasi").accessibleName()
    glass.tap("agency_imigrasi")
    assert glass.heard == [ev.Opened("agency", "imigrasi")]


def test_opened_again_it_begins_with_its_first_page(glass: Glass) -> None:
    glass.show(opened("agencies"))
    glass.go(ev.PageChosen(2))
    assert glass.find("page_2").isChecked()
    glass.go(ev.WentBack(), ev.Opened("agencies"))
    assert glass.find("page_0").isChecked()
