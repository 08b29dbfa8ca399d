"""A probe with a deadline: what hangs is given up on, and not begun again while it hangs."""

from __future__ import annotations

import threading

import pytest

from kiosk.app.selftest.bounded import BoundedProbes, TooLong
from kiosk.app.selftest.subject import Subject

DISK = Subject("disk", "Ruang disk")
FINE = DISK.passed("cukup")


def fine():
    return FINE


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


def test_a_probe_answers_from_a_thread_of_its_own():
    seen = []
    BoundedProbes().run("disk", lambda: seen.append(threading.current_thread().name) or FINE)
    assert seen == ["selftest-disk"]


def test_what_a_probe_raises_comes_home():
    with pytest.raises(OSError, match="Input/output"):
        BoundedProbes().run("disk", broken)


def test_a_probe_that_hangs_is_given_up_on(gate):
    probes = BoundedProbes(seconds=0.01)
    with pytest.raises(TooLong):
        probes.run("disk", lambda: gate.wait() and FINE)
    assert probes.run("clock", fine) == FINE


def test_a_probe_that_still_hangs_is_not_begun_again(gate):
    probes, begun = BoundedProbes(seconds=0.01), []

    def hang():
        begun.append(1)
        gate.wait()
        return FINE

    for _look in range(3):
        with pytest.raises(TooLong):
            probes.run("disk", hang)
    assert begun == [1]


def test_a_probe_that_came_back_is_asked_again(gate):
    probes = BoundedProbes(seconds=0.01)
    with pytest.raises(TooLong):
        probes.run("disk", lambda: gate.wait() and FINE)
    gate.set()
    probes._hanging["disk"].join(5)
    probes._seconds = 5
    assert probes.run("disk", fine) == FINE
    assert probes._hanging == {}
