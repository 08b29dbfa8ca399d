"""Executors: work in its order on one thread, answers and errors to whoever asked, then silence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest

from kiosk.app.executor import ThreadExecutor
from tests.fakes import HandExecutor


@contextmanager
def running(
    deliver: Callable[[Callable[[], None]], None],
) -> Generator[ThreadExecutor]:
    executor = ThreadExecutor("worker", deliver)
    try:
        yield executor
    finally:
        executor.close()


def at_once(call: Callable[[], None]) -> None:
    call()


def keeping(answers: list[object]) -> Callable[[object, Exception | None], None]:
    def done(result: object, error: Exception | None) -> None:
        answers.append(error or result)

    return done


def test_work_is_done_in_the_order_it_was_given() -> None:
    answers: list[object] = []
    with running(at_once) as executor:
        for number in range(50):
            executor.submit(lambda number=number: number, keeping(answers))
    assert answers == list(range(50))


def test_work_never_overlaps() -> None:
    inside = threading.Lock()
    answers: list[object] = []

    def alone() -> bool:
        if not inside.acquire(blocking=False):
            return False
        try:
            return True
        finally:
            inside.release()

    with running(at_once) as executor:
        for _number in range(20):
            executor.submit(alone, keeping(answers))
    assert answers == [True] * 20


def test_work_runs_on_the_named_thread_and_not_on_the_callers() -> None:
    names: list[object] = []
    with running(at_once) as executor:
        executor.submit(lambda: threading.current_thread().name, keeping(names))
    assert names == ["worker"]


def test_answers_come_only_where_deliver_brings_them() -> None:
    home: list[Callable[[], None]] = []
    answers: list[object] = []
    with running(home.append) as executor:
        executor.submit(lambda: 7, keeping(answers))
    assert answers == []
    home.pop()()
    assert answers == [7]


def test_an_error_goes_home_and_the_next_work_is_done() -> None:
    trouble = ValueError("no")
    answers: list[object] = []

    def fails() -> None:
        raise trouble

    with running(at_once) as executor:
        executor.submit(fails, keeping(answers))
        executor.submit(lambda: "still here", keeping(answers))
    assert answers == [trouble, "still here"]


def test_an_answer_of_none_is_an_answer_and_no_error() -> None:
    told: list[tuple[object, Exception | None]] = []
    with running(at_once) as executor:
        executor.submit(lambda: None, lambda result, error: told.append((result, error)))
    assert told == [(None, None)]


def test_an_error_comes_without_a_result() -> None:
    told: list[tuple[object, Exception | None]] = []
    trouble = OSError("disk")

    def fails() -> int:
        raise trouble

    with running(at_once) as executor:
        executor.submit(fails, lambda result, error: told.append((result, error)))
    assert told == [(None, trouble)]


def test_close_finishes_what_is_queued_and_joins_the_thread() -> None:
    gate = threading.Event()
    answers: list[object] = []
    before = threading.active_count()
    executor = ThreadExecutor("worker", at_once)
    executor.submit(gate.wait, keeping(answers))
    executor.submit(lambda: "last", keeping(answers))
    assert answers == []
    gate.set()
    executor.close()
    assert answers == [True, "last"]
    assert threading.active_count() == before


def test_closing_twice_is_harmless() -> None:
    executor = ThreadExecutor("worker", at_once)
    executor.close()
    executor.close()
    assert "worker" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_the_hand_driven_executor_keeps_the_same_rules(count: int) -> None:
    answers: list[object] = []
    hand = HandExecutor()
    for number in range(count):
        hand.submit(lambda number=number: number, keeping(answers))
    assert answers == []
    hand.run_all()
    assert answers == list(range(count))


def test_the_hand_driven_executor_does_what_an_answer_asks_for_in_turn() -> None:
    hand = HandExecutor()
    answers: list[object] = []
    hand.submit(lambda: 1, lambda _result, _error: hand.submit(lambda: 2, keeping(answers)))
    hand.run_all()
    assert answers == [2]


def test_lending_waits_for_the_work_and_no_longer_than_it_may() -> None:
    executor = ThreadExecutor("lender", lambda call: call())
    done: list[int] = []
    executor.submit(lambda: 7, lambda result, _error: done.append(result))
    executor.lend(5.0)
    assert done == [7]
    gate = threading.Event()
    executor.submit(gate.wait, lambda _result, _error: None)
    executor.lend(0.001)
    gate.set()
    executor.close()
