"""The Qt application: made once, with nothing of the desktop it may run on."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication


def kiosk_application(*, offscreen: bool = False) -> QApplication:
    """Return the process's application, making it where there is none.

    ``offscreen``, or without a display, nothing is shown to anybody. Arguments of the command
    line are not passed on, so nobody can set a style sheet or a platform there.
    """
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    if offscreen or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_WAYLAND_DISABLE_WINDOWDECORATION", "1")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    # A session bus would be started for us, and outlive us; nothing here speaks on it.
    os.environ.setdefault("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    application.setOverrideCursor(Qt.CursorShape.BlankCursor)
    application.setStyle("Fusion")
    return application


def exit_on_signals() -> None:
    """End the application on SIGINT and SIGTERM, also where one comes before its loop turns.

    ``exit``, not ``quit``: that asks every window to close, and the kiosk's refuses.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _exit)


def _exit(_number: int, _frame: object) -> None:
    QTimer.singleShot(0, QApplication.exit)  # By the loop itself: none forgets it.
