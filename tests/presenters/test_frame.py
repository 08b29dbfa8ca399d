"""The frame: the same head and dock on every screen; only the first step begins anew."""

from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, fresh
from tests.presenters.scenes import LANGUAGES, scene_of
from ui.presenters.frame import FrameView, derive_frame

SCREENS = [screen for screen in Screen if screen is not Screen.WELCOME]


def on(screen: Screen, language: str = "id") -> FrameView:
    return derive_frame(scene_of(fresh().go(Screen.HOME).go(screen), language=language))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_dock_has_three_ways_in_the_same_place(screen: Screen) -> None:
    first, *others = on(screen).dock
    assert [button.name for button in others] == ["dock_language", "dock_help"]
    assert [button.event for button in others] == [ev.LanguageAsked(), ev.HelpAsked()]
    assert first.name in {"dock_back", "dock_restart"}


@pytest.mark.parametrize("screen", SCREENS)
def test_kembali_becomes_mulai_lagi_where_nothing_lies_behind(screen: Screen) -> None:
    back = on(screen).dock[0]
    if screen in {Screen.HOME, Screen.TICKET, Screen.SLIP}:
        assert (back.text, back.event) == ("Mulai lagi", ev.Restarted())
    else:
        assert (back.text, back.event) == ("Kembali", ev.WentBack())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["Kembali", "Bahasa", "Panggil petugas"]),
        ("en", ["Back", "Language", "Call staff"]),
    ],
)
def test_the_dock_speaks_the_visitors_language(language: str, words: list[str]) -> None:
    assert [button.text for button in on(Screen.SERVICE, language).dock] == words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_the_same_head(screen: Screen, language: str) -> None:
    head = on(screen, language).head
    assert head == on(Screen.HOME, language).head
    assert head.title
    assert head.place
    assert head.clock in {"09.41", "09:41"}


def test_every_button_of_the_dock_has_a_picture_beside_its_word() -> None:
    assert all(button.icon and button.text for s in SCREENS for button in on(s).dock)
