"""A wait ends by itself, by a wake-up, or for good by a stop."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from sync.agent.waiter import PipeWaiter


@pytest.fixture
def waiter():
    waiter = PipeWaiter()
    yield waiter
    waiter.close()


def test_a_wait_of_no_time_goes_on(waiter):
    assert waiter.wait(0)
    assert waiter.wait(-5)


def test_a_wake_up_ends_a_wait_before_or_while_it_lasts(waiter):
    waiter.wake()
    assert waiter.wait(600)
    waker = threading.Timer(0, waiter.wake)
    waker.start()
    assert waiter.wait(600)
    waker.join()


def test_many_wake_ups_are_one(waiter):
    for _ in range(100_000):
        waiter.wake()
    for _ in range(20):
        waiter.wait(0)
    assert waiter.wait(0)


def test_a_stop_ends_every_wait_from_then_on(waiter):
    waiter.stop()
    assert not waiter.wait(600)
    assert not waiter.wait(600)
    assert not waiter.wait(0)


def test_a_signals_handler_may_stop_it(waiter):
    before = signal.signal(signal.SIGUSR1, lambda *_: waiter.stop())
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        assert not waiter.wait(600)
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_closed_one_does_nothing_any_more():
    waiter = PipeWaiter()
    waiter.close()
    waiter.wake()
    waiter.stop()
    assert not waiter.wait(600)
