"""The leak watch sees what is planted, and nothing where nothing is left."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPropertyAnimation, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests import leaks

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_clean_test_is_left_in_peace() -> None:
    assert leaks.threads_left(threading.enumerate()) == []
    assert leaks.windows_left() == []
    assert leaks.still_running() == []


def test_a_thread_left_behind_is_named() -> None:
    before, told_to_stop = threading.enumerate(), threading.Event()
    worker = threading.Thread(target=told_to_stop.wait, name="planted")
    worker.start()
    assert leaks.threads_left(before) == ["planted"]
    told_to_stop.set()
    worker.join()
    assert leaks.threads_left(before) == []


def test_a_window_left_behind_is_named_even_when_it_was_never_shown() -> None:
    window = QWidget()
    assert leaks.windows_left() == ["QWidget"]
    window.deleteLater()
    leaks.settle()
    assert leaks.windows_left() == []


def test_a_window_that_was_there_before_is_not_told_again() -> None:
    old = QWidget()
    before = leaks.windows()
    new = QLabel()
    assert leaks.windows_left(before) == ["QLabel"]
    old.deleteLater()
    new.deleteLater()


def test_an_exit_that_nobody_heard_stops_no_later_loop() -> None:
    assert leaks.loops_run()
    QApplication.exit()
    assert not leaks.loops_run()
    leaks.settle()
    assert leaks.loops_run()


def test_a_timer_without_a_parent_is_found() -> None:
    timer = QTimer(objectName="planted", interval=60_000)
    assert leaks.still_running() == []
    timer.start()
    assert leaks.still_running() == ["QTimer planted"]
    timer.stop()
    assert leaks.still_running() == []


def test_a_timer_deep_in_a_window_is_found() -> None:
    window = QWidget()
    inner = QWidget(window)
    timer = QTimer(inner, objectName="planted")
    timer.start(60_000)
    assert leaks.still_running() == ["QTimer planted"]
    window.deleteLater()
    leaks.settle()
    assert leaks.still_running() == []


def test_a_running_animation_is_found() -> None:
    window = QWidget()
    move = QPropertyAnimation(window, b"pos", window, duration=60_000)
    move.setEndValue(window.pos())
    move.start()
    assert leaks.still_running() == ["QPropertyAnimation"]
    move.stop()
    assert leaks.still_running() == []
    window.deleteLater()
