from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Screen, fresh
from tests.premises import at
from tests.ui.glass import Glass, after, faults, middle, press, release, same_picture, settle
from tests.ui.screens.states import KTP, SKCK, STATES, at_service
from ui.screens.citizen_screen import CitizenScreen
from ui.screens.frame import CitizenFrame
from ui.screens.welcome import WelcomeScreen
from ui.shell import PAGES
from ui.tap_guard import DEAD_MS, DOUBLE_MS
from ui.theme.theme import DESIGN_SIZE
from ui.widgets.overlay_card import OverlayCard
from ui.widgets.touchable import BY_KEYBOARD

SIZES = {
    "21.5 inch portrait": (1080, 1920),
    "landscape": (1920, 1080),
    "4K portrait": (2160, 3840),
    "tablet": (800, 1280),
}


def kinds(glass: Glass) -> list[str]:
    """Return which screens the shell holds at all."""
    pages = glass.shell.findChildren(CitizenScreen)
    return [type(page).__name__ for page in (*pages, *glass.shell.findChildren(WelcomeScreen))]


def test_every_screen_of_a_visit_has_a_page() -> None:
    assert set(PAGES) == set(Screen) - {Screen.WELCOME}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("state", ["home", "search", "service", "ticket", "still here"])
def test_a_portrait_stands_in_the_middle_of_any_screen(
    qtbot: QtBot, size: tuple[int, int], state: str
) -> None:
    glass = Glass(qtbot, size=size)
    glass.show(STATES[state], seconds_left=20)
    stage = glass.shell.findChild(CitizenFrame).parentWidget()
    assert abs(stage.width() / stage.height() - DESIGN_SIZE[0] / DESIGN_SIZE[1]) < 0.01
    assert (stage.geometry().center() - glass.shell.rect().center()).manhattanLength() <= 2
    assert stage.width() == size[0] or stage.height() == size[1]


@pytest.mark.parametrize("size", [(1080, 1920), (2160, 3840)])
@pytest.mark.parametrize("state", ["home", "search with results", "service", "ticket"])
def test_nothing_is_cut_off_at_any_resolution_of_the_same_glass(
    qtbot: QtBot, size: tuple[int, int], state: str
) -> None:
    glass = Glass(qtbot, size=size)
    glass.show(STATES[state], seconds_left=20)
    assert faults(glass) == []


def test_one_page_at_a_time_and_nothing_of_the_last(glass: Glass) -> None:
    glass.show(fresh())
    assert kinds(glass) == ["WelcomeScreen"]
    for state in STATES.values():
        glass.show(state)
        assert len(kinds(glass)) == 1
        assert "WelcomeScreen" not in kinds(glass)
    glass.show(fresh())
    assert kinds(glass) == ["WelcomeScreen"]


def test_two_hundred_screens_leave_no_widget_behind(glass: Glass) -> None:
    sessions = [STATES[name] for name in ("home", "service", "help", "search", "ticket")]
    for session in sessions:
        glass.show(session)
    glass.show(fresh())
    before = len(glass.shell.findChildren(QWidget))
    for _round in range(40):
        for session in sessions:
            glass.show(session)
        glass.show(fresh())
    assert len(glass.shell.findChildren(QWidget)) == before


def test_what_is_shown_again_is_not_built_again(glass: Glass) -> None:
    glass.show(at_service())
    page = glass.shell.findChild(CitizenScreen)
    glass.show(at_service())
    assert glass.shell.findChild(CitizenScreen) is page


def test_an_overlay_covers_everything_and_eats_touches(glass: Glass) -> None:
    glass.show(STATES["help"])
    card = glass.shell.findChild(OverlayCard)
    assert card.size() == glass.shell.size()
    for point in (QPoint(540, 300), QPoint(100, 1850), QPoint(540, 1700)):
        assert press(glass.shell, point) is card
        release(glass.shell, point)
    assert glass.heard == []


def test_the_dimmed_screen_is_not_built_again_behind_an_overlay(glass: Glass) -> None:
    glass.show(at_service())
    page = glass.shell.findChild(CitizenScreen)
    glass.go(ev.HelpAsked())
    glass.go(ev.OverlayClosed())
    assert glass.shell.findChild(CitizenScreen) is page
    assert glass.shell.findChildren(OverlayCard) == []


def test_another_message_shows_its_own_title(glass: Glass) -> None:
    glass.show(STATES["list printed"])
    assert glass.says("Daftar syarat dicetak")
    glass.go(ev.Failed("list_failed"))
    assert glass.says("Daftar belum tercetak")
    assert not glass.says("Daftar syarat dicetak")


def test_the_end_of_a_double_tap_does_not_touch_what_lay_below(glass: Glass) -> None:
    glass.show(replace(at_service(), overlay=Overlay.IDLE), seconds_left=20)
    point = middle(glass.find("still_here"), glass.shell)
    glass.tap("still_here")
    glass.follow()
    glass.wait(0.2)
    release(glass.shell, point, press(glass.shell, point))
    assert glass.heard == []


def test_a_page_turned_or_a_box_ticked_has_no_dead_time(glass: Glass) -> None:
    glass.show(STATES["check"])
    first, second = [name for name in glass.names() if name.startswith("have_")][:2]
    glass.tap(first)
    glass.follow()
    glass.tap(second)
    assert len(glass.heard) == 1


def test_another_service_has_a_dead_time(glass: Glass) -> None:
    glass.show(at_service(KTP))
    glass.show_at_once(at_service(SKCK))
    glass.tap("take_number")
    assert glass.heard == []
    glass.wait(DEAD_MS / 1000)
    glass.tap("take_number")
    assert glass.heard == [ev.NumberAsked()]


def test_a_double_tap_on_ambil_nomor_asks_once(glass: Glass) -> None:
    glass.show(at_service())
    glass.tap("take_number")
    glass.wait(0.2)
    glass.tap("take_number")
    assert glass.heard == [ev.NumberAsked()]
    glass.wait(DOUBLE_MS / 1000)
    glass.tap("take_number")
    assert len(glass.heard) == 2


def test_every_touch_and_key_says_that_somebody_is_there(glass: Glass, qtbot: QtBot) -> None:
    application = QApplication.instance()
    application.installEventFilter(glass.shell)
    touches: list[bool] = []
    glass.shell.touched.connect(lambda: touches.append(True))
    glass.show(at_service())
    press(glass.shell, QPoint(540, 1000))
    assert touches
    assert glass.shell.property(BY_KEYBOARD) is False
    touches.clear()
    with qtbot.waitActive(glass.shell):
        glass.shell.activateWindow()
    QTest.keyClick(glass.shell, Qt.Key.Key_Tab)
    application.removeEventFilter(glass.shell)
    assert touches
    assert glass.shell.property(BY_KEYBOARD) is True


def test_it_stays_open_until_the_kiosk_ends(glass: Glass) -> None:
    glass.show(fresh())
    glass.shell.may_close = False
    glass.shell.close()
    assert glass.shell.isVisible()
    glass.shell.may_close = True
    glass.shell.close()
    assert not glass.shell.isVisible()


def test_the_clipboard_is_forgotten(glass: Glass) -> None:
    QGuiApplication.clipboard().setText("1871010101010001")
    glass.shell.forget()
    assert QGuiApplication.clipboard().text() == ""


def test_an_apology_stands_over_the_first_screen(glass: Glass) -> None:
    glass.show(fresh())
    glass.shell.show_apology("Mesin ini belum siap", "Silakan ke Meja Informasi.")
    settle()
    assert glass.says("Mesin ini belum siap")
    press(glass.shell, QPoint(540, 1500))
    assert glass.shell.childAt(QPoint(540, 1500)).window() is glass.shell


@pytest.mark.parametrize("minute", ["2026-11-24T09:42", "2026-11-24T10:00"])
def test_the_clock_changes_in_place_on_every_screen(glass: Glass, minute: str) -> None:
    for session in STATES.values():
        glass.show(session, at("2026-11-24T09:41"), seconds_left=20)
        things = glass.things()
        glass.show_at_once(session, at(minute), seconds_left=20)
        assert glass.things() == things


def test_after_a_visit_the_first_screen_is_as_before(glass: Glass) -> None:
    glass.show(fresh())
    first = glass.shell.grab().toImage()
    visit = after(ev.LanguageChosen("en"), session=STATES["search with results"])
    glass.show(visit)
    glass.go(ev.Restarted())
    assert same_picture(glass.shell.grab().toImage(), first)
