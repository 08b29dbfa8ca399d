"""Idle: when to ask whether somebody is there, when to begin anew, and when to leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import IdleTimes
from kiosk.visits.session import events as ev
from kiosk.visits.session.idle import Idle, idle, limit_of
from kiosk.visits.session.state import At, Overlay, Screen, Session, SlipState, fresh

TIMES = IdleTimes(choosing=60, reading=120, warning=30, ticket=20, photo=60)
READING = {
    Screen.SERVICE,
    Screen.DETAILS,
    Screen.CHECK,
    Screen.DOCUMENTS,
    Screen.PACKAGE,
    Screen.SUMMARY,
    Screen.SEARCH,
    Screen.CONDITIONS,
}
CHOOSING = set(Screen) - READING - {Screen.WELCOME, Screen.TICKET, Screen.SLIP}
SECONDS = st.floats(min_value=0, max_value=100_000)


def on(screen: Screen, overlay: Overlay | None = None) -> Session:
    return Session(at=At(screen), overlay=overlay)


def doubted(slip: SlipState, overlay: Overlay | None = None) -> Session:
    return replace(on(Screen.SLIP, overlay), slip=slip)


@pytest.mark.parametrize("seconds", [0, 59, 61, 100_000])
def test_nobody_is_never_asked_whether_they_are_there(seconds: float) -> None:
    assert idle(fresh(), seconds, TIMES) == Idle()


@pytest.mark.parametrize("seconds", [0, 59, 61, 100_000])
@pytest.mark.parametrize("screen", list(Screen))
def test_nobody_is_asked_while_numbers_are_made(screen: Screen, seconds: float) -> None:
    assert idle(replace(on(screen), issuing=True), seconds, TIMES) == Idle()


@pytest.mark.parametrize(
    ("seconds", "event"),
    [(0, None), (59.9, None), (60, ev.Restarted()), (500, ev.Restarted())],
)
def test_a_language_that_nobody_went_on_with_is_forgotten(
    seconds: float, event: ev.Event | None
) -> None:
    assert idle(fresh("en"), seconds, TIMES) == Idle(event)


@pytest.mark.parametrize("screen", sorted(CHOOSING, key=lambda s: s.value))
@pytest.mark.parametrize(("seconds", "asked"), [(0, False), (59.9, False), (60, True), (61, True)])
def test_where_something_is_chosen_the_question_comes_after_a_minute(
    screen: Screen, seconds: float, *, asked: bool
) -> None:
    assert idle(on(screen), seconds, TIMES) == Idle(ev.IdleNoticed() if asked else None)


@pytest.mark.parametrize("screen", sorted(READING, key=lambda s: s.value))
@pytest.mark.parametrize(
    ("seconds", "asked"), [(60, False), (119.9, False), (120, True), (200, True)]
)
def test_where_something_is_read_there_is_twice_the_time(
    screen: Screen, seconds: float, *, asked: bool
) -> None:
    assert idle(on(screen), seconds, TIMES) == Idle(ev.IdleNoticed() if asked else None)


@pytest.mark.parametrize("screen", sorted(READING | CHOOSING, key=lambda s: s.value))
@pytest.mark.parametrize(
    ("after_limit", "expected"),
    [
        (0, Idle(None, 30)),
        (0.1, Idle(None, 30)),
        (1, Idle(None, 29)),
        (29, Idle(None, 1)),
        (29.5, Idle(None, 1)),
        (30, Idle(ev.Restarted())),
        (31, Idle(ev.Restarted())),
    ],
)
def test_the_question_counts_down_and_then_the_visit_is_over(
    screen: Screen, after_limit: float, expected: Idle
) -> None:
    session = on(screen, Overlay.IDLE)
    assert idle(session, limit_of(session, TIMES) + after_limit, TIMES) == expected


@pytest.mark.parametrize("overlay", [Overlay.HELP, Overlay.LANGUAGE, Overlay.NOTICE])
def test_the_question_comes_over_other_overlays_too(overlay: Overlay) -> None:
    session = on(Screen.HOME, overlay)
    assert idle(session, 59, TIMES) == Idle()
    assert idle(session, 60, TIMES) == Idle(ev.IdleNoticed())


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, Idle(None, 20)),
        (0.5, Idle(None, 20)),
        (19, Idle(None, 1)),
        (19.99, Idle(None, 1)),
        (20, Idle(ev.Restarted())),
    ],
)
def test_the_numbers_count_down_by_themselves(seconds: float, expected: Idle) -> None:
    assert idle(on(Screen.TICKET), seconds, TIMES) == expected


def test_a_message_over_the_numbers_stops_their_countdown() -> None:
    session = on(Screen.TICKET, Overlay.NOTICE)
    assert idle(session, 20, TIMES) == Idle()
    assert idle(session, 60, TIMES) == Idle(ev.IdleNoticed())


@pytest.mark.parametrize("seconds", [0, 20, 59.9])
def test_no_countdown_hurries_whoever_waits_for_the_slip(seconds: float) -> None:
    printing = replace(on(Screen.TICKET), slip=SlipState.PRINTING)
    assert idle(printing, seconds, TIMES) == Idle()


def test_even_a_slip_nobody_ever_answers_for_leads_to_the_question() -> None:
    printing = replace(on(Screen.TICKET), slip=SlipState.PRINTING)
    assert idle(printing, 60, TIMES) == Idle(ev.IdleNoticed())


@pytest.mark.parametrize(("seconds", "expected"), [(19, Idle(None, 1)), (20, Idle(ev.Restarted()))])
def test_the_countdown_begins_once_the_slip_is_out(seconds: float, expected: Idle) -> None:
    assert idle(replace(on(Screen.TICKET), slip=SlipState.OUT), seconds, TIMES) == expected


@pytest.mark.parametrize("slip", [SlipState.PAPER_OUT, SlipState.STUCK])
@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, Idle(None, 60)), (59.5, Idle(None, 1)), (60, Idle(ev.Restarted()))],
)
def test_without_paper_there_is_a_minute_for_a_photo(
    slip: SlipState, seconds: float, expected: Idle
) -> None:
    assert idle(doubted(slip), seconds, TIMES) == expected


def test_the_settings_give_the_time_for_a_photo() -> None:
    times = replace(TIMES, photo=90)
    assert idle(doubted(SlipState.STUCK), 60, times) == Idle(None, 30)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, Idle()),
        (29.9, Idle()),
        (30, Idle(None, 30)),
        (59.5, Idle(None, 1)),
        (60, Idle(ev.SlipUnanswered())),
        (500, Idle(ev.SlipUnanswered())),
    ],
)
def test_whether_the_slip_is_whole_may_be_answered_for_a_minute(
    seconds: float, expected: Idle
) -> None:
    assert idle(doubted(SlipState.ASKED), seconds, TIMES) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, Idle(None, 30)), (29, Idle(None, 1)), (30, Idle(ev.Restarted()))],
)
def test_a_restored_visit_stays_half_a_minute(seconds: float, expected: Idle) -> None:
    assert idle(doubted(SlipState.RESTORED), seconds, TIMES) == expected


@pytest.mark.parametrize("slip", list(SlipState))
@pytest.mark.parametrize("overlay", [Overlay.HELP, Overlay.LANGUAGE])
def test_what_lies_over_a_doubted_slip_stops_its_countdown(
    slip: SlipState, overlay: Overlay
) -> None:
    assert idle(doubted(slip, overlay), 59, TIMES) == Idle()
    assert idle(doubted(slip, overlay), 60, TIMES) == Idle(ev.IdleNoticed())


@given(screen=st.sampled_from(sorted(Screen, key=lambda s: s.value)), seconds=SECONDS)
def test_there_is_always_time_to_answer_the_question(screen: Screen, seconds: float) -> None:
    session = on(screen)
    found = idle(session, seconds, TIMES)
    if found.event == ev.IdleNoticed():
        asked = replace(session, overlay=Overlay.IDLE)
        still = idle(asked, limit_of(asked, TIMES), TIMES)
        assert still.event is None
        assert still.seconds_left >= 20


@given(
    screen=st.sampled_from(sorted(Screen, key=lambda s: s.value)),
    overlay=st.sampled_from([None, *Overlay]),
    slip=st.sampled_from(list(SlipState)),
    seconds=SECONDS,
)
def test_no_screen_stays_for_ever(
    screen: Screen, overlay: Overlay | None, slip: SlipState, seconds: float
) -> None:
    session = replace(on(screen, overlay), language="en", slip=slip)
    found = idle(session, seconds, TIMES)
    assert found.event is None or found.seconds_left == 0
    late = idle(session, 200 + seconds, TIMES)
    assert late.event in {ev.Restarted(), ev.IdleNoticed(), ev.SlipUnanswered()}


@pytest.mark.parametrize(
    ("changes", "screen", "limit"),
    [
        ({}, Screen.HOME, 60),
        ({}, Screen.SERVICE, 120),
        ({"choosing": 10}, Screen.HOME, 10),
        ({"reading": 600}, Screen.SEARCH, 600),
        ({"choosing": 10}, Screen.SEARCH, 120),
    ],
)
def test_the_settings_give_the_times(changes: dict[str, int], screen: Screen, limit: int) -> None:
    assert limit_of(on(screen), replace(TIMES, **changes)) == limit
