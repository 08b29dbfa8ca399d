"""The one optional screen of questions: at most six, and nothing has to be answered."""

from __future__ import annotations

import pytest

from kiosk.catalogue.conditions import MOST_QUESTIONS
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from kiosk.visits.session.transitions import askable_conditions
from tests.premises import TUESDAY, example_premises
from tests.presenters.scenes import LANGUAGES, after, button, looking_at, scene_of, view_of

PREMISES = example_premises()
EVENTS = [
    name
    for name in PREMISES.catalogue.life_events
    if after(ev.LifeEventChosen(name)).at.screen is Screen.CONDITIONS
]
SERVICES = [
    name for name in PREMISES.catalogue.services if askable_conditions(looking_at(name), PREMISES)
]


def asked(life_event: str) -> Session:
    return after(ev.LifeEventChosen(life_event))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("life_event", EVENTS)
def test_at_most_six_things_are_asked_each_once(life_event: str, language: str) -> None:
    ticks = view_of(scene_of(asked(life_event), TUESDAY, language)).ticks
    assert 0 < len(ticks) <= MOST_QUESTIONS
    assert len({tick.text for tick in ticks}) == len(ticks)
    assert not any(tick.ticked for tick in ticks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_condition_is_a_statement_and_begins_large(service: str, language: str) -> None:
    session = looking_at(service, Screen.CONDITIONS)
    for tick in view_of(scene_of(session, TUESDAY, language)).ticks:
        assert tick.text[0] == tick.text[0].upper()
        assert not tick.text.lower().startswith(("jika ", "if "))


@pytest.mark.parametrize(
    ("language", "first"),
    [("id", "Anak berusia 5 sampai 17 tahun"), ("en", "The child is 5 to 17")],
)
def test_a_question_is_read_in_the_visitors_language(language: str, first: str) -> None:
    assert view_of(scene_of(asked("anak-lahir"), TUESDAY, language)).ticks[0].text == first


def test_lanjut_reads_unticked_boxes_as_no() -> None:
    session = after(ev.ConditionToggled("usia-5-17"), session=asked("anak-lahir"))
    view = view_of(scene_of(session))
    assert view.ticks[0].ticked
    answers = button(view, "confirm_conditions").event.answers
    assert answers[0] == ("usia-5-17", True)
    assert {answer for name, answer in answers if name != "usia-5-17"} == {False}
    assert [name for name, _answer in answers] == list(askable_conditions(session, PREMISES))


@pytest.mark.parametrize("life_event", EVENTS)
def test_lewati_answers_nothing_and_lanjut_is_the_main_way(life_event: str) -> None:
    skip, confirm = view_of(scene_of(asked(life_event))).buttons
    assert (skip.text, skip.event) == ("Lewati", ev.ConditionsAnswered(()))
    assert (confirm.text, confirm.primary, skip.primary) == ("Lanjut", True, False)


@pytest.mark.parametrize("life_event", EVENTS)
def test_both_ways_lead_to_the_steps(life_event: str) -> None:
    session = asked(life_event)
    for found in view_of(scene_of(session)).buttons:
        assert after(found.event, session=session).at.screen is Screen.PACKAGE


def test_a_tick_can_be_taken_back() -> None:
    twice = (ev.ConditionToggled("usia-5-17"),) * 2
    session = after(*twice, session=asked("anak-lahir"))
    assert not view_of(scene_of(session)).ticks[0].ticked


@pytest.mark.parametrize("service", SERVICES)
def test_answers_never_make_a_services_list_longer(service: str) -> None:
    session = looking_at(service, Screen.CONDITIONS)
    before = scene_of(looking_at(service)).plan.checklist.to_bring
    for found in view_of(scene_of(session)).buttons:
        answered = after(found.event, session=session)
        assert answered.at.screen is Screen.SERVICE
        assert scene_of(answered).plan.checklist.to_bring <= before
