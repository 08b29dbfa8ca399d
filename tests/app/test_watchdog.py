"""The watchdog hears from a kiosk that makes progress, through a real socket, and from no other."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.executor import ThreadExecutor
from kiosk.app.homeward import Homeward
from kiosk.app.watchdog import LOADING_US, Watchdog, watchdog_of
from kiosk.app.window import KioskWindow
from tests.app.kiosks import foundation_in
from tests.app.service_manager import USUAL_US, Manager
from tests.app.turning import turn_until
from tests.fakes import FakeClock, HandExecutor
from ui.theme.theme import DESIGN_SIZE


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    made = Manager(tmp_path)
    yield made
    made.close()


def test_ready_is_said_with_patience_for_what_must_be_loaded(manager: Manager) -> None:
    watchdog_of(HandExecutor(), manager.environment).painted()
    assert manager.heard() == ["READY=1", f"WATCHDOG_USEC={LOADING_US}"]


def test_the_first_answer_ends_the_patience(manager: Manager) -> None:
    storage = HandExecutor()
    watchdog = watchdog_of(storage, manager.environment)
    watchdog.look()
    assert manager.heard() == []
    storage.run_all()
    assert manager.heard() == [f"WATCHDOG_USEC={USUAL_US}", "WATCHDOG=1"]
    watchdog.look()
    storage.run_all()
    assert manager.heard() == ["WATCHDOG=1"]


def test_a_storage_thread_that_hangs_stops_the_pings_and_gathers_no_questions(
    manager: Manager,
) -> None:
    storage = HandExecutor()
    watchdog = watchdog_of(storage, manager.environment)
    for _second in range(30):
        watchdog.look()
    assert manager.heard() == []
    assert len(storage.queued) == 1


def test_work_that_failed_is_an_answer_too(manager: Manager) -> None:
    watchdog = Watchdog(HandExecutor(), watchdog_sender(manager), USUAL_US)
    watchdog._answered(None, OSError("the disk"))
    assert manager.heard()[-1] == "WATCHDOG=1"


def watchdog_sender(manager: Manager):
    return watchdog_of(HandExecutor(), manager.environment)._notify


def test_an_abstract_address_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0anjungan-watchdog-test")
        watchdog_of(HandExecutor(), {"NOTIFY_SOCKET": "@anjungan-watchdog-test"}).painted()
        assert line.recv(100) == b"READY=1"


@pytest.mark.parametrize(
    "environment",
    [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "gone/nowhere", "WATCHDOG_USEC": "nonsense"}],
)
def test_started_by_hand_it_says_nothing_and_asks_nothing(environment: dict[str, str]) -> None:
    storage = HandExecutor()
    watchdog = watchdog_of(storage, environment)
    watchdog.painted()
    watchdog.look()
    assert storage.queued == []


@pytest.fixture
def window(
    tmp_path: Path, clock: FakeClock, manager: Manager, monkeypatch, qapp
) -> Iterator[KioskWindow]:
    """A kiosk that a service manager started; closed afterwards."""
    before = sys.getswitchinterval()
    for name, value in manager.environment.items():
        monkeypatch.setenv(name, value)
    made = KioskWindow(foundation_in(tmp_path, clock), DESIGN_SIZE, dead_ms=0)
    yield made
    made.close()
    QApplication.processEvents()
    sys.setswitchinterval(before)


def test_the_kiosk_is_ready_with_its_first_frame_and_pings_by_its_ticks(
    window: KioskWindow, manager: Manager
) -> None:
    window.open(full_screen=False)
    assert manager.heard()[0] == "READY=1"
    turn_until(lambda: window.conductor is not None)
    assert manager.heard() == []
    window._timer.timeout.emit()
    heard: list[str] = []
    turn_until(lambda: heard.extend(manager.heard()) or "WATCHDOG=1" in heard)


def test_a_tick_that_fails_is_no_progress(window: KioskWindow, manager: Manager) -> None:
    window.open(full_screen=False)
    turn_until(lambda: window.conductor is not None)
    assert window.conductor is not None
    manager.heard()

    def fails() -> None:
        raise RuntimeError("planted")

    window.conductor.tick = fails
    with pytest.raises(RuntimeError, match="planted"):
        window._on_timer_timeout()
    window._storage.close()
    QApplication.processEvents()
    assert manager.heard() == []


def test_a_real_storage_thread_that_hangs_is_noticed(manager: Manager, qapp) -> None:
    homeward, hang = Homeward(), threading.Event()
    storage = ThreadExecutor("storage", homeward.deliver)
    watchdog = watchdog_of(storage, manager.environment)
    storage.submit(hang.wait, lambda _result, _error: None)
    for _second in range(3):
        watchdog.look()
        QApplication.processEvents()
    assert manager.heard() == []
    hang.set()
    heard: list[str] = []
    turn_until(lambda: heard.extend(manager.heard()) or "WATCHDOG=1" in heard)
    storage.close()


def test_a_glass_that_hangs_pings_no_more_though_the_storage_answers(
    manager: Manager, qapp
) -> None:
    homeward = Homeward()
    storage = ThreadExecutor("storage", homeward.deliver)
    watchdog = watchdog_of(storage, manager.environment)
    watchdog.look()
    storage.close()  # It has answered; but the glass's thread has not turned since.
    assert manager.heard() == []
    QApplication.processEvents()
    assert "WATCHDOG=1" in manager.heard()
