from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import fresh
from tests.premises import at
from tests.ui.glass import LANGUAGES, Glass, faults, press, release
from ui.screens.welcome import WelcomeScreen
from ui.widgets.chip import Chip

TIMES = {
    "2026-11-24T07:59": "Tutup. Buka hari ini, jam 08.00",
    "2026-11-24T09:41": "Buka sampai 15.00",
    "2026-11-24T21:00": "Tutup. Buka besok, jam 08.00",
    "2026-11-27T18:00": "Tutup. Buka Senin, jam 08.00",
}


@pytest.fixture
def welcome(glass: Glass) -> Glass:
    glass.show(fresh())
    return glass


@pytest.mark.parametrize("now", TIMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_at_any_time(glass: Glass, now: str, language: str) -> None:
    glass.show(fresh(language), at(now))
    assert faults(glass) == []


@pytest.mark.parametrize(("now", "words"), TIMES.items())
def test_it_says_whether_the_mall_is_open(glass: Glass, now: str, words: str) -> None:
    glass.show(fresh(), at(now))
    assert words in glass.texts()


def test_the_whole_glass_starts(welcome: Glass) -> None:
    for point in (QPoint(540, 150), QPoint(200, 1000), QPoint(1000, 700)):
        press(welcome.shell, point)
        release(welcome.shell, point)
        welcome.wait(1)
    assert welcome.heard == [ev.Started()] * 3


def test_the_button_starts_once(welcome: Glass) -> None:
    welcome.tap("start")
    assert welcome.heard == [ev.Started()]


def test_a_language_is_chosen_by_its_own_name_and_starts_nothing(welcome: Glass) -> None:
    assert welcome.find("language_en").text() == "English"
    welcome.tap("language_en")
    assert welcome.heard == [ev.LanguageChosen("en")]
    welcome.follow()
    assert welcome.find("start").text() != "Sentuh untuk mulai"
    assert welcome.find("language_en").isChecked()


def test_a_finger_that_slides_off_a_language_starts_nothing(welcome: Glass) -> None:
    button = welcome.find("language_en")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPoint(0, -400))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(0, -400))
    assert welcome.heard == []


def test_a_minute_later_only_the_clock_is_another(welcome: Glass) -> None:
    screen = welcome.shell.findChild(WelcomeScreen)
    before = welcome.texts()
    welcome.show_at_once(fresh(), at("2026-11-24T09:42"))
    assert welcome.shell.findChild(WelcomeScreen) is screen
    changed = [(old, new) for old, new in zip(before, welcome.texts(), strict=True) if old != new]
    assert changed == [("09.41", "09.42")]


def test_after_midnight_the_date_is_another(welcome: Glass) -> None:
    welcome.show_at_once(fresh(), at("2026-11-25T00:00"))
    assert welcome.says("Rabu, 25 Nov 2026")


def test_invented_data_are_marked_as_an_example(welcome: Glass) -> None:
    chips = [chip.accessibleName() for chip in welcome.shell.findChildren(Chip)]
    assert chips == ["CONTOH"]
