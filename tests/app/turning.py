"""Turning the event loop by hand until something came to pass."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

PATIENCE_MS = 20_000


def turn_until(reached: Callable[[], bool]) -> None:
    """Handle events as they come; fails the test where it never comes to pass."""
    patience = QTimer()
    patience.setSingleShot(True)
    patience.start(PATIENCE_MS)
    while not reached():
        assert patience.isActive(), "it did not come to that"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    patience.stop()
