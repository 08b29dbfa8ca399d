"""What every test gets: an off-screen Qt, strict leaks, a hand-driven clock and executor."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.fakes import FakeClock, HandExecutor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("KIOSK_DATA", "KIOSK_NOW", "KIOSK_TERMINAL", "KIOSK_CONFIG"):
    os.environ.pop(name, None)

settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what takes long to ``./check --full``."""
    if os.environ.get("KIOSK_FULL") == "1":
        return
    left_out = pytest.mark.skip(reason="takes long: runs under ./check --full")
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(left_out)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """Fail the test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert left == [], f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def nothing_of_qt_stays() -> Iterator[None]:
    """Fail the test that leaves a window or a running timer behind (only where Qt is in use)."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    from PySide6.QtCore import QEvent, QTimer

    application = widgets.QApplication.instance()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [type(widget).__name__ for widget in widgets.QApplication.topLevelWidgets()]
    running = [timer.objectName() for timer in application.findChildren(QTimer) if timer.isActive()]
    assert left == [], f"windows left behind: {left}"
    assert running == [], f"timers left running: {running}"


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at Tuesday, 24 November 2026, 09.41, until it is moved by hand."""
    return FakeClock()


@pytest.fixture
def executor() -> HandExecutor:
    """An executor whose work is run by hand."""
    return HandExecutor()
