"""Probes with a deadline: what hangs is given up on, and not begun again while it hangs."""

from __future__ import annotations

import threading

import pytest

from kiosk.app.selftest.bounded import BoundedProbes, TooLong


def broken():
    raise OSError(5, "Input/output error")


@pytest.fixture
def gate():
    """A gate that a hanging probe waits at; opened when the test is over."""
    opened = threading.Event()
    yield opened
    opened.set()
    for thread in threading.enumerate():
        if thread.name.startswith("selftest-"):
            thread.join(5)


def only(probes, work, name="disk"):
    (answer,) = probes.answers([(name, work)])
    return answer


def test_a_probe_answers_from_a_thread_of_its_own():
    name = only(BoundedProbes(), lambda: threading.current_thread().name)
    assert name == "selftest-disk"


def test_answers_come_in_the_order_of_the_probes():
    probes = [(str(number), lambda number=number: number) for number in range(5)]
    assert BoundedProbes().answers(probes) == [0, 1, 2, 3, 4]


def test_one_probe_at_a_time_has_the_machine():
    running, most = [], []

    def work():
        running.append(1)
        most.append(len(running))
        running.pop()

    BoundedProbes().answers([(str(number), work) for number in range(9)])
    assert max(most) == 1


def test_what_a_probe_raises_comes_home():
    assert isinstance(only(BoundedProbes(), broken), OSError)


def test_a_probe_that_hangs_is_given_up_on_and_the_others_are_made(gate):
    probes = BoundedProbes(seconds=0.02, turn=0.01)
    hung, fine = probes.answers([("disk", gate.wait), ("clock", lambda: "fine")])
    assert isinstance(hung, TooLong)
    assert fine == "fine"


def test_a_probe_that_is_slow_but_in_time_is_heard(gate):
    probes = BoundedProbes(seconds=10, turn=0.01)
    slow, _ = probes.answers([("disk", gate.wait), ("clock", gate.set)])
    assert slow is True


def test_a_probe_that_still_hangs_is_not_begun_again(gate):
    probes, begun = BoundedProbes(seconds=0.01), []

    def hang():
        begun.append(1)
        gate.wait()

    for _look in range(3):
        assert isinstance(only(probes, hang), TooLong)
    assert begun == [1]


def test_a_probe_that_came_back_is_asked_again(gate):
    probes = BoundedProbes(seconds=0.01)
    assert isinstance(only(probes, gate.wait), TooLong)
    gate.set()
    probes._hanging["disk"].join(5)
    probes._seconds = 5
    assert only(probes, lambda: "fine") == "fine"
    assert probes._hanging == {}
