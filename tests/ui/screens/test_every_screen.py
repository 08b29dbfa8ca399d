"""What holds on every screen, whatever it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, fresh
from tests.premises import TUESDAY
from tests.ui.glass import (
    LANGUAGES,
    Glass,
    after,
    faults,
    middle,
    press,
    release,
    same_picture,
    settle,
    slide_off,
)
from tests.ui.screens.states import STATES
from ui.tap_guard import DEAD_MS, DOUBLE_MS
from ui.widgets.keyboard import LAST_LETTERS, ROWS
from ui.widgets.touchable import Touchable

EVERY = {"welcome": fresh(), **STATES}
COUNTDOWNS = ("ticket", "still here")

every_state = pytest.mark.parametrize("session", EVERY.values(), ids=EVERY.keys())
every_language = pytest.mark.parametrize("language", LANGUAGES)


def means(thing: Touchable) -> ev.Event | None:
    """Return the event that touching a thing stands for; None where nothing follows."""
    if thing.meaning is not None:
        assert isinstance(thing.meaning, ev.Event)
        return thing.meaning
    kind, _, rest = thing.objectName().partition("_")
    if kind == "page":
        return ev.PageChosen(int(rest))
    if kind == "key" and rest in "".join((*ROWS, LAST_LETTERS)):
        return ev.Typed(rest)
    return {"space": ev.Typed(" "), "erase": ev.Erased(), "clear": ev.Cleared()}.get(rest)


def of_the_page(glass: Glass) -> Touchable:
    """Return something on the page itself (or on the card over it) that can be touched."""
    things = [t for t in glass.things() if t.isEnabled() and t.objectName() != "key_go"]
    return next((t for t in things if not t.objectName().startswith("dock_")), things[0])


@every_language
@every_state
def test_nothing_is_cut_off_crowded_too_small_covered_or_misnamed(
    glass: Glass, session: Session, language: str
) -> None:
    glass.show(replace(session, language=language), seconds_left=20)
    assert glass.things() != []
    assert faults(glass) == []


@every_state
def test_every_thing_reports_what_it_means_once(glass: Glass, session: Session) -> None:
    glass.show(session)
    for name in glass.names():
        thing = glass.find(name)
        expected = means(thing)
        glass.heard.clear()
        glass.tap(name)
        glass.wait(1)
        settle()
        if name != "key_go":
            assert expected is not None, name
            assert glass.heard == [expected] * thing.isEnabled(), name


@every_state
def test_a_second_tap_within_half_a_second_is_the_same_tap(glass: Glass, session: Session) -> None:
    glass.show(session)
    if session.at.screen is Screen.SEARCH and session.overlay is None:
        name = "dock_back"  # Keys may be struck as fast as fingers go.
    else:
        name = of_the_page(glass).objectName()
    glass.tap(name)
    glass.wait(DOUBLE_MS / 1000 - 0.001)
    glass.tap(name)
    assert len(glass.heard) == 1
    glass.wait(DOUBLE_MS / 1000)
    glass.tap(name)
    assert len(glass.heard) == 2


@every_state
def test_a_finger_that_came_before_the_screen_touches_nothing(
    glass: Glass, session: Session
) -> None:
    before = fresh() if session.at.screen is not Screen.WELCOME else after(ev.Started())
    glass.show(before)
    glass.show_at_once(session)
    name = of_the_page(glass).objectName()
    glass.tap(name)
    glass.wait(DEAD_MS / 1000 - 0.001)
    glass.tap(name)
    assert glass.heard == []
    glass.wait(0.001)
    glass.tap(name)
    assert len(glass.heard) == 1


@every_state
def test_sliding_off_takes_the_touch_back(glass: Glass, session: Session) -> None:
    glass.show(session)
    for name in glass.names():
        slide_off(glass.shell, glass.find(name))
        glass.wait(1)
        assert glass.heard == [], name


@every_state
def test_the_minute_may_turn_while_a_finger_is_down(glass: Glass, session: Session) -> None:
    glass.show(session)
    thing = of_the_page(glass)
    expected = means(thing)
    held = press(glass.shell, middle(thing, glass.shell))
    assert held is thing
    glass.show_at_once(session, TUESDAY + timedelta(minutes=1))
    assert glass.says("09.42")
    assert glass.find(thing.objectName()) is thing
    release(glass.shell, middle(thing, glass.shell), held)
    assert glass.heard == [expected]


@pytest.mark.parametrize("state", COUNTDOWNS)
def test_the_countdown_goes_on_while_a_finger_is_down(glass: Glass, state: str) -> None:
    glass.show(STATES[state], seconds_left=20)
    things = glass.things()
    thing = glass.find("still_here" if state == "still here" else "finish")
    held = press(glass.shell, middle(thing, glass.shell))
    before = [text for text in glass.texts() if "20" in text]
    glass.show_at_once(STATES[state], seconds_left=19)
    assert glass.things() == things
    assert [text for text in glass.texts() if "19" in text] == [before[-1].replace("20", "19", 1)]
    assert faults(glass) == []
    release(glass.shell, middle(thing, glass.shell), held)
    assert glass.heard == [thing.meaning]


@every_state
def test_another_language_keeps_the_place_and_changes_every_word(
    glass: Glass, session: Session, qtbot: QtBot
) -> None:
    glass.show(session)
    things = glass.names()
    glass.go(ev.LanguageChosen("en"))
    assert glass.session.at == session.at
    if session.overlay is None:
        assert glass.names() == things
    fresh_glass = Glass(qtbot)
    fresh_glass.show(glass.session)
    assert sorted(glass.texts()) == sorted(fresh_glass.texts())


@every_state
def test_nothing_of_a_visit_remains_on_the_first_screen(glass: Glass, session: Session) -> None:
    glass.show(fresh())
    first = glass.shell.grab().toImage()
    glass.show(replace(session, language="en"), seconds_left=5)
    glass.show(fresh())
    assert same_picture(glass.shell.grab().toImage(), first)
