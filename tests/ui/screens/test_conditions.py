from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from kiosk.visits.session.transitions import askable_conditions
from tests.premises import example_premises
from tests.ui.glass import Glass, after, faults_of_pages
from tests.ui.screens.states import FOOD_SHOP, STARTED, STATES, at_service

PREMISES = example_premises()
MOST = 6


def asked_for_life_events() -> list[Session]:
    chosen = [after(*STARTED, ev.LifeEventChosen(n)) for n in PREMISES.catalogue.life_events]
    return [session for session in chosen if session.at.screen is Screen.CONDITIONS]


def asked_for_services() -> list[Session]:
    looking = [at_service(name) for name in PREMISES.catalogue.services]
    return [
        after(ev.Opened("conditions", session.at.subject), session=session)
        for session in looking
        if askable_conditions(session, PREMISES)
    ]


@pytest.fixture
def asked(glass: Glass) -> Glass:
    glass.show(STATES["conditions"])
    return glass


def ticks(glass: Glass) -> list[str]:
    return [name for name in glass.names() if name.startswith("condition_")]


def test_at_most_six_are_asked_and_at_least_one() -> None:
    for session in (*asked_for_life_events(), *asked_for_services()):
        assert 1 <= len(askable_conditions(session, PREMISES)) <= MOST


def test_nothing_is_cut_off_for_any_life_event(glass: Glass) -> None:
    sessions = asked_for_life_events()
    assert sessions != []
    assert [fault for session in sessions for fault in faults_of_pages(glass, session)] == []


@pytest.mark.full
def test_nothing_is_cut_off_for_any_service(glass: Glass) -> None:
    sessions = asked_for_services()
    assert sessions != []
    assert [fault for session in sessions for fault in faults_of_pages(glass, session)] == []


def test_a_box_is_ticked_and_unticked_by_the_same_touch(asked: Glass) -> None:
    name = ticks(asked)[0]
    for ticked in (True, False):
        asked.tap(name)
        asked.follow()
        asked.wait(1)
        assert asked.find(name).isChecked() is ticked


def test_lanjut_reads_unticked_boxes_as_no(asked: Glass) -> None:
    first, *others = (name.removeprefix("condition_") for name in ticks(asked))
    asked.tap(f"condition_{first}")
    asked.follow()
    asked.tap("confirm_conditions")
    assert asked.heard == [
        ev.ConditionsAnswered(((first, True), *((name, False) for name in others)))
    ]


def test_lewati_answers_nothing(asked: Glass) -> None:
    asked.tap("skip_conditions")
    assert asked.heard == [ev.ConditionsAnswered(())]
    asked.follow()
    assert asked.session.at.screen is Screen.PACKAGE
    assert asked.session.at.subject == FOOD_SHOP


def test_asked_from_a_service_it_leads_back_to_the_service(glass: Glass) -> None:
    session = asked_for_services()[0]
    glass.show(session)
    glass.tap("confirm_conditions")
    glass.follow()
    assert glass.session.at.screen is Screen.SERVICE
    assert glass.session.at.subject == session.at.subject
