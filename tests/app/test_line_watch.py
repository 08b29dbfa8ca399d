"""The glass hears of the line: now and then, never waiting, and only where there is one."""

import pytest

from kiosk.app.line_watch import LOOK_MS, LineWatch
from tests.fakes import FakeClock, HandExecutor


class Line:
    def __init__(self):
        self.cut, self.asked = False, 0

    def is_cut(self) -> bool:
        self.asked += 1
        return self.cut


@pytest.fixture
def line():
    return Line()


def test_it_is_looked_at_on_the_storage_thread_and_seldom(line):
    clock, storage = FakeClock(), HandExecutor()
    watch = LineWatch(storage, line.is_cut, clock)
    line.cut = True
    assert (line.asked, watch.cut) == (0, False)
    storage.run_all()
    assert (line.asked, watch.cut) == (1, True)
    clock.advance(LOOK_MS / 1000 - 1)
    watch.look()
    assert storage.queued == []
    clock.advance(1)
    line.cut = False
    watch.look()
    storage.run_all()
    assert (line.asked, watch.cut) == (2, False)


def test_a_look_that_fails_by_the_world_changes_nothing(line):
    from kiosk.errors import StoreProblem

    def fails() -> bool:
        raise StoreProblem("line.db", "later")

    storage = HandExecutor()
    watch = LineWatch(storage, fails, FakeClock())
    watch.cut = True
    storage.run_all()
    assert watch.cut


def test_a_bug_in_a_look_is_seen():
    def fails() -> bool:
        raise ZeroDivisionError

    storage = HandExecutor()
    LineWatch(storage, fails, FakeClock())
    with pytest.raises(ZeroDivisionError):
        storage.run_all()


def test_one_look_at_a_time(line):
    clock, storage = FakeClock(), HandExecutor()
    watch = LineWatch(storage, line.is_cut, clock)
    for _minute in range(10):
        watch.look()
        clock.advance(60)
    assert len(storage.queued) == 1
