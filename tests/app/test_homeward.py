"""The way home: whatever a thread has to say is run on the thread of the glass, in order."""

from __future__ import annotations

import threading

import pytest

from kiosk.app.executor import ThreadExecutor
from kiosk.app.homeward import Homeward
from tests.app.turning import turn_until

pytestmark = pytest.mark.usefixtures("qapp")


def test_answers_of_a_thread_are_run_here_in_their_order() -> None:
    home = Homeward()
    here = threading.get_ident()
    came: list[tuple[object, bool]] = []
    executor = ThreadExecutor("worker", home.deliver)
    for number in range(30):
        executor.submit(
            lambda number=number: (number, threading.get_ident()),
            lambda result, _error: came.append((result[0], threading.get_ident() == here)),
        )
    executor.close()
    assert came == []
    turn_until(lambda: len(came) == 30)
    assert came == [(number, True) for number in range(30)]


def test_the_work_itself_was_done_elsewhere() -> None:
    home = Homeward()
    threads: list[object] = []
    executor = ThreadExecutor("worker", home.deliver)
    executor.submit(threading.get_ident, lambda result, _error: threads.append(result))
    executor.close()
    turn_until(lambda: bool(threads))
    assert threads[0] != threading.get_ident()


def test_a_call_from_here_is_run_at_once() -> None:
    called: list[int] = []
    Homeward().deliver(lambda: called.append(1))
    assert called == [1]
