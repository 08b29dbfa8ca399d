"""What every test gets: an off-screen Qt, strict leaks, a hand-driven clock and executor."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from kiosk.store.loss import ballast
from tests import leaks
from tests.fakes import FakeClock, HandExecutor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("KIOSK_DATA", "KIOSK_NOW", "KIOSK_TERMINAL", "KIOSK_CONFIG", "KIOSK_STICK"):
    os.environ.pop(name, None)

# The folders of tests stay for a while, and none of them needs 64 MB.
ballast.BALLAST_BYTES = 0

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
    before = threading.enumerate()
    yield
    left = leaks.threads_left(before)
    assert left == [], f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def nothing_of_qt_stays() -> Iterator[None]:
    """Fail the test that leaves a window, a timer or an animation (only where Qt is in use)."""
    before = leaks.windows() if leaks.qt_is_in_use() else {}
    with leaks.fresh_objects():
        yield
        if not leaks.qt_is_in_use():
            return
        leaks.settle()
        windows, running = leaks.windows_left(before), leaks.still_running()
    assert windows == [], f"windows left behind: {windows}"
    assert running == [], f"left running: {running}"


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at Tuesday, 24 November 2026, 09.41, until it is moved by hand."""
    return FakeClock()


@pytest.fixture
def executor() -> HandExecutor:
    """An executor whose work is run by hand."""
    return HandExecutor()
