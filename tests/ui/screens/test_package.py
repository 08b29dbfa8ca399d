from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import at, example_premises
from tests.ui.glass import Glass, after, faults_of_pages
from tests.ui.screens.states import FOOD_SHOP, KTP, SHOP, STATES, at_package, with_basket

PREMISES = example_premises()
MOST_SERVICES = 9
SAMPLE = (FOOD_SHOP, SHOP, "anak-lahir")


def with_every_step(life_event: str) -> Session:
    """Return the session that ticked as many steps as a visit may have."""
    session = at_package(life_event)
    for step in PREMISES.life_event(life_event).steps:
        if step.service not in session.steps and len(session.chosen) < MOST_SERVICES:
            session = after(ev.StepToggled(step.service), session=session)
    return session


def with_no_step(life_event: str) -> Session:
    session = at_package(life_event)
    return after(*(ev.StepToggled(name) for name in session.steps), session=session)


def faults_of(glass: Glass, life_event: str) -> list[str]:
    sessions = (at_package(life_event), with_every_step(life_event), with_no_step(life_event))
    return [fault for session in sessions for fault in faults_of_pages(glass, session)]


@pytest.mark.parametrize("life_event", SAMPLE)
def test_nothing_is_cut_off_on_any_page(glass: Glass, life_event: str) -> None:
    assert faults_of(glass, life_event) == []


@pytest.mark.full
@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T12:30", "2026-11-24T21:00"])
def test_nothing_is_cut_off_for_any_life_event_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    found = [fault for name in PREMISES.catalogue.life_events for fault in faults_of(glass, name)]
    assert found == []


def test_the_steps_stand_in_their_order(glass: Glass) -> None:
    glass.show(STATES["package"])
    shown = [name for _page in glass.pages() for name in glass.names() if name.startswith("step_")]
    assert shown == [f"step_{step.service}" for step in PREMISES.life_event(FOOD_SHOP).steps]


def test_a_step_is_unticked_and_ticked_again(glass: Glass) -> None:
    glass.show(STATES["package"])
    name = next(n for n in glass.names() if n.startswith("step_") and glass.find(n).isChecked())
    for ticked in (False, True):
        glass.tap(name)
        glass.follow()
        glass.wait(1)
        assert glass.find(name).isChecked() is ticked


@pytest.mark.parametrize("life_event", SAMPLE)
def test_a_ticked_step_stays_under_the_finger(glass: Glass, life_event: str) -> None:
    assert steps_moved_by_ticking(glass, life_event) == []


@pytest.mark.full
def test_a_ticked_step_of_any_life_event_stays_under_the_finger(glass: Glass) -> None:
    names = PREMISES.catalogue.life_events
    assert [name for name in names if steps_moved_by_ticking(glass, name)] == []


def steps_moved_by_ticking(glass: Glass, life_event: str) -> list[str]:
    """Tick and untick every step on every page; return those that moved.

    What follows may move on to the next page, where a step has to say what it waits for.
    """
    glass.show(at_package(life_event))
    moved = []
    for _page in glass.pages():
        here = steps(glass)
        for place, name in enumerate(here, start=1):
            for _tap in range(2):
                glass.tap(name)
                glass.follow()
                glass.wait(1)
                moved += [name] * (steps(glass)[:place] != here[:place])
    return moved


def steps(glass: Glass) -> list[str]:
    return [name for name in glass.names() if name.startswith("step_")]


def test_where_nothing_is_ticked_there_is_no_number_to_ask_for(glass: Glass) -> None:
    glass.show(with_no_step(SHOP))
    assert not glass.find("take_number").isEnabled()
    glass.tap("take_number")
    assert glass.heard == []


def test_a_tenth_step_is_told_and_not_ticked(glass: Glass) -> None:
    steps = [step.service for step in PREMISES.life_event(SHOP).steps]
    others = [name for name in PREMISES.catalogue.services if name not in steps]
    session = replace(with_no_step(SHOP), basket=tuple(others[:MOST_SERVICES]))
    glass.show(session)
    glass.go(ev.StepToggled(steps[0]))
    assert glass.says("Sudah 9 layanan")
    glass.tap("close_overlay")
    glass.follow()
    assert glass.session.chosen == session.chosen


def test_beside_a_basket_it_leads_to_the_whole_visit(glass: Glass) -> None:
    session = after(ev.LifeEventChosen(SHOP), session=with_basket(KTP))
    if session.at.screen.value == "conditions":
        session = after(ev.ConditionsAnswered(()), session=session)
    glass.show(session)
    assert glass.thing("take_number") is None
    glass.tap("open_summary")
    assert glass.heard == [ev.Opened("summary")]
