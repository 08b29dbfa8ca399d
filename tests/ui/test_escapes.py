"""Nothing that leads out of the kiosk reaches a widget: keys, menus and drops are eaten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.app.turning import turn_until
from tests.fakes import FakeClock
from ui.escapes import leads_out
from ui.shell import Shell
from ui.tap_guard import TapGuard
from ui.theme.theme import DESIGN_SIZE

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("kind", [PRESS, RELEASE, QEvent.Type.ShortcutOverride])
@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.MetaModifier),
        (Qt.Key.Key_Meta, NONE),
        (Qt.Key.Key_Alt, NONE),
        (Qt.Key.Key_F1, NONE),
        (Qt.Key.Key_F35, NONE),
        (Qt.Key.Key_Menu, NONE),
        (Qt.Key.Key_Print, NONE),
        (Qt.Key.Key_Help, NONE),
    ],
)
def test_keys_that_lead_out_are_eaten(
    kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    assert leads_out(QKeyEvent(kind, key, held))


@pytest.mark.parametrize("held", [NONE, Qt.KeyboardModifier.ShiftModifier])
@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Escape]
)
def test_keys_by_which_a_screen_is_used_go_through(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    assert not leads_out(QKeyEvent(PRESS, key, held))


def test_menus_and_drops_are_eaten_and_fingers_are_not() -> None:
    left = Qt.MouseButton.LeftButton
    shut = [
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1)),
        QEvent(QEvent.Type.DragEnter),
        QEvent(QEvent.Type.Drop),
        QEvent(QEvent.Type.WhatsThis),
    ]
    assert all(map(leads_out, shut))
    finger = QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(1, 1), QPointF(1, 1), left, left, NONE
    )
    assert not leads_out(finger)


@pytest.fixture
def shell(qapp: QApplication, clock: FakeClock) -> Iterator[Shell]:
    made = Shell(21.5, TapGuard(clock.mono_ms), DESIGN_SIZE)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)
    made.may_close = True
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def test_undo_does_not_bring_back_what_the_last_visitor_typed(
    shell: Shell, qapp: QApplication
) -> None:
    line = QLineEdit(shell)
    line.insert("1801010101010001")
    line.clear()
    undo = QKeyEvent(PRESS, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    qapp.sendEvent(line, undo)
    assert line.text() == ""
    qapp.removeEventFilter(shell)
    qapp.sendEvent(line, undo)
    assert line.text() == "1801010101010001"  # The fault, were the filter not there.


def test_a_key_that_is_eaten_is_no_sign_of_a_visitor(shell: Shell, qapp: QApplication) -> None:
    noticed: list[bool] = []
    shell.touched.connect(lambda: noticed.append(True))
    qapp.sendEvent(shell, QKeyEvent(PRESS, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier))
    assert noticed == []
    qapp.sendEvent(shell, QKeyEvent(PRESS, Qt.Key.Key_Tab, NONE))
    assert noticed == [True]


def test_a_window_that_was_made_small_fills_the_screen_again(shell: Shell) -> None:
    shell.fills_screen = True
    shell.showFullScreen()
    shell.showNormal()
    turn_until(shell.isFullScreen)
    shell.fills_screen = False
    shell.showNormal()
    QApplication.processEvents()
    assert not shell.isFullScreen()
