from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.visits.session import events as ev
from tests.ui.widgets.fingers import tap
from tests.ui.widgets.samples import clipped
from ui.presenters.frame import FrameView
from ui.presenters.head import HeadView
from ui.presenters.parts import Button
from ui.screens.citizen_screen import CitizenScreen
from ui.screens.frame import CitizenFrame
from ui.theme.theme import DESIGN_SIZE, Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.dock import Dock
from ui.widgets.dock_button import DockButton
from ui.widgets.identity_strip import IdentityStrip
from ui.widgets.touchable import BY_KEYBOARD

BACK = Button("dock_back", "Kembali", ev.WentBack(), "arrow-left")
HELP = Button("dock_help", "Panggil petugas", ev.HelpAsked(), "headset")


def view(clock: str = "09.41", dock: tuple[Button, ...] = (BACK, HELP)) -> FrameView:
    head = HeadView("Mal Pelayanan Publik", "MPP Contoh", clock, "Selasa, 24 Nov 2026", "CONTOH")
    return FrameView(head, dock)


def page_of(theme: Theme, *names: str) -> CitizenScreen:
    page = CitizenScreen(theme)
    for name in names:
        button = ActionButton(theme, name, name, parent=page)
        page.bind(button, ev.Opened(name))
        page.page.addWidget(button)
    page.page.addStretch(1)
    return page


@pytest.fixture
def frame(theme: Theme, qtbot: QtBot) -> Iterator[CitizenFrame]:
    frame = CitizenFrame(theme)
    qtbot.addWidget(frame)
    frame.resize(*DESIGN_SIZE)
    frame.show_frame(view())
    frame.show_page(page_of(theme, "home", "search"))
    frame.show()
    QApplication.processEvents()
    return frame


def focused(frame: CitizenFrame) -> str:
    widget = frame.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_strip_and_head_stand_above_and_the_dock_below(frame: CitizenFrame) -> None:
    strip, dock = frame.findChild(IdentityStrip), frame.findChild(Dock)
    assert strip.geometry().topLeft().y() == 0
    assert dock.geometry().bottom() == frame.rect().bottom()
    assert strip.width() == dock.width() == frame.width()


def test_nothing_of_the_frame_is_cut_off(frame: CitizenFrame) -> None:
    assert clipped(frame) == []


def test_a_minute_later_only_the_clock_is_another(frame: CitizenFrame) -> None:
    buttons, labels = frame.findChildren(DockButton), frame.findChildren(QLabel)
    frame.show_frame(view("09.42"))
    assert frame.findChildren(DockButton) == buttons
    assert frame.findChildren(QLabel) == labels
    assert "09.42" in [label.text() for label in labels]


def test_another_dock_takes_the_place_of_the_old_one(frame: CitizenFrame, qtbot: QtBot) -> None:
    again = Button("dock_restart", "Mulai lagi", ev.Restarted(), "arrow-counter-clockwise")
    frame.show_frame(view(dock=(again, HELP)))
    qtbot.waitUntil(lambda: len(frame.findChildren(DockButton)) == 2)
    assert frame.findChild(DockButton, "dock_restart") is not None


@pytest.mark.parametrize(
    ("name", "event"), [("dock_back", ev.WentBack()), ("search", ev.Opened("search"))]
)
def test_what_is_touched_is_reported_as_what_it_means(
    frame: CitizenFrame, qtbot: QtBot, name: str, event: ev.Event
) -> None:
    button = frame.findChild(ActionButton, name) or frame.findChild(DockButton, name)
    with qtbot.waitSignal(frame.acted) as heard:
        tap(button)
    assert heard.args == [event]


def test_nothing_of_an_old_page_remains(frame: CitizenFrame, theme: Theme) -> None:
    frame.show_page(page_of(theme, "agencies"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [button.objectName() for button in frame.findChildren(ActionButton)] == ["agencies"]
    frame.clear_page()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert frame.findChildren(CitizenScreen) == []


def begin_at(frame: CitizenFrame, qtbot: QtBot, name: str) -> None:
    """Make the frame the active window, with the keys on one of its buttons."""
    with qtbot.waitActive(frame):
        frame.activateWindow()
    button = frame.findChild(ActionButton, name) or frame.findChild(DockButton, name)
    button.setFocus()
    assert focused(frame) == name


def test_the_keys_go_through_the_page_first_and_then_the_dock_and_round_again(
    frame: CitizenFrame, qtbot: QtBot
) -> None:
    begin_at(frame, qtbot, "home")
    order = []
    for _step in range(5):
        order.append(focused(frame))
        QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["home", "search", "dock_back", "dock_help", "home"]


def test_the_keys_go_back_the_same_way(frame: CitizenFrame, qtbot: QtBot) -> None:
    begin_at(frame, qtbot, "home")
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Backtab)
    assert focused(frame) == "dock_help"
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Backtab)
    assert focused(frame) == "dock_back"


def test_what_cannot_be_touched_is_left_out(frame: CitizenFrame, qtbot: QtBot) -> None:
    begin_at(frame, qtbot, "dock_help")
    frame.findChild(ActionButton, "home").setEnabled(False)
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Tab)
    assert focused(frame) == "search"


def test_the_keys_are_not_lost_when_the_page_changes(
    frame: CitizenFrame, theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.waitActive(frame):
        frame.activateWindow()
    frame.setProperty(BY_KEYBOARD, True)
    frame.show_page(page_of(theme, "agencies", "guide"))
    assert focused(frame) == "agencies"


def test_a_finger_gets_no_focus_on_the_next_page(frame: CitizenFrame, theme: Theme) -> None:
    frame.show_page(page_of(theme, "agencies", "guide"))
    assert focused(frame) not in {"agencies", "guide"}
