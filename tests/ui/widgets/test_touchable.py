from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import colours, picture, press, release, slide, tap
from ui.theme.theme import Theme
from ui.theme.tokens import RING
from ui.widgets.touchable import BY_KEYBOARD, SLIDE_MM, Touchable


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def button(window: QWidget, theme: Theme) -> Touchable:
    button = Touchable(theme, "take_number", "Ambil nomor", window)
    button.setGeometry(200, 150, 200, 100)
    window.show()
    return button


@pytest.fixture
def touched(button: Touchable) -> list[bool]:
    touched: list[bool] = []
    button.clicked.connect(lambda: touched.append(True))
    return touched


def test_a_touch_counts_when_the_finger_is_lifted(button: Touchable, touched: list[bool]) -> None:
    press(button, QPoint(100, 50))
    assert touched == []
    release(button, QPoint(100, 50))
    assert len(touched) == 1


def test_a_press_is_seen_at_once(button: Touchable, theme: Theme) -> None:
    assert picture(button).pixelColor(100, 50) == theme.colour("card")
    press(button, QPoint(100, 50))
    assert picture(button).pixelColor(100, 50) == theme.colour("soft")
    release(button, QPoint(100, 50))
    assert picture(button).pixelColor(100, 50) == theme.colour("card")


def test_a_finger_may_tremble_and_slide_within_the_button(
    button: Touchable, touched: list[bool]
) -> None:
    press(button, QPoint(100, 50))
    slide(button, QPoint(150, 80))
    release(button, QPoint(150, 80))
    assert len(touched) == 1


def test_a_finger_may_end_seven_millimetres_beside_the_button(
    button: Touchable, touched: list[bool], theme: Theme
) -> None:
    beside = QPoint(-theme.mm(SLIDE_MM) + 1, 50)
    press(button, QPoint(5, 50))
    slide(button, beside)
    release(button, beside)
    assert len(touched) == 1


def test_sliding_off_takes_the_touch_back(
    button: Touchable, touched: list[bool], theme: Theme
) -> None:
    off = QPoint(-theme.mm(SLIDE_MM) - 5, 50)
    press(button, QPoint(5, 50))
    slide(button, off)
    assert not button.isDown()
    release(button, off)
    assert touched == []


def test_a_touch_beside_the_button_is_not_for_it(button: Touchable, touched: list[bool]) -> None:
    assert not button.hitButton(QPoint(-3, 50))
    tap(button)
    assert len(touched) == 1
    press(button.window(), QPoint(20, 20))
    release(button.window(), QPoint(20, 20))
    assert len(touched) == 1


def test_two_buttons_beside_each_other_never_answer_together(
    window: QWidget, theme: Theme, button: Touchable, touched: list[bool]
) -> None:
    other = Touchable(theme, "other", "Kembali", window)
    other.setGeometry(button.geometry().translated(0, 100 + theme.mm(4)))
    other.show()
    heard: list[bool] = []
    other.clicked.connect(lambda: heard.append(True))
    press(other, QPoint(100, 2))
    slide(other, QPoint(100, -theme.mm(5)))
    release(other, QPoint(100, -theme.mm(5)))
    assert len(heard) == 1
    assert touched == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Select])
def test_a_key_touches_it_too(button: Touchable, touched: list[bool], key: Qt.Key) -> None:
    button.setFocus()
    QTest.keyClick(button, key)
    assert len(touched) == 1


def test_a_screen_reader_can_touch_it(button: Touchable, touched: list[bool], qtbot: QtBot) -> None:
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface is not None
    interface.actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: len(touched) == 1)


def test_what_cannot_be_touched_does_not_answer(button: Touchable, touched: list[bool]) -> None:
    button.setEnabled(False)
    tap(button)
    assert touched == []


def test_a_touch_never_changes_what_is_ticked(button: Touchable, touched: list[bool]) -> None:
    """The session decides, and has the screen painted anew."""
    button.setCheckable(True)
    tap(button)
    assert len(touched) == 1
    assert not button.isChecked()


def test_the_ring_shows_where_the_keys_are(qtbot: QtBot, button: Touchable, theme: Theme) -> None:
    window = button.window()
    with qtbot.waitActive(window):
        window.activateWindow()
    button.setFocus()
    window.setProperty(BY_KEYBOARD, False)
    without = colours(picture(button))
    window.setProperty(BY_KEYBOARD, True)
    ringed = colours(picture(button))
    around = 2 * (button.width() + button.height())
    for name in ("ink", "gold"):
        colour = theme.colour(name).name()
        assert without.get(colour, 0) == 0
        assert ringed[colour] >= 0.8 * around * (RING * theme.px_per_mm - 1)


def test_fingers_see_no_ring(qtbot: QtBot, button: Touchable) -> None:
    window = button.window()
    with qtbot.waitActive(window):
        window.activateWindow()
    before = colours(picture(button))
    tap(button)
    assert colours(picture(button)) == before


def test_its_name_is_for_tests_and_its_words_for_people(button: Touchable) -> None:
    assert button.objectName() == "take_number"
    assert button.accessibleName() == "Ambil nomor"
    assert button.toolTip() == ""
