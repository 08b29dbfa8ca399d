"""Quiet work: one step at a time, only while nobody is there, sooner where there is more."""

import pytest

from kiosk.app.quiet_work import LATER_MS, SOON_MS, QuietWork
from kiosk.errors import StoreProblem
from tests.fakes import FakeClock, HandExecutor


class Steps:
    def __init__(self, *answers):
        self.answers, self.done = list(answers), 0

    def __call__(self) -> bool:
        self.done += 1
        answer = self.answers.pop(0) if self.answers else False
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def clock():
    return FakeClock()


def work_for(steps, clock):
    storage = HandExecutor()
    return QuietWork(storage, steps, clock), storage


def test_nothing_is_done_while_somebody_is_there(clock):
    steps = Steps()
    work, storage = work_for(steps, clock)
    clock.advance(3600)
    work.look(quiet=False)
    assert storage.queued == []
    work.look(quiet=True)
    storage.run_all()
    assert steps.done == 1


def test_the_first_minute_belongs_to_the_first_visitor(clock):
    work, storage = work_for(Steps(), clock)
    clock.advance(LATER_MS / 1000 - 1)
    work.look(quiet=True)
    assert storage.queued == []


def test_one_step_at_a_time_and_the_next_when_it_is_time(clock):
    steps = Steps(True, False)
    work, storage = work_for(steps, clock)
    clock.advance(60)
    work.look(quiet=True)
    work.look(quiet=True)
    assert len(storage.queued) == 1
    storage.run_all()
    work.look(quiet=True)
    assert storage.queued == []
    clock.advance(SOON_MS / 1000)
    work.look(quiet=True)
    storage.run_all()
    assert steps.done == 2
    clock.advance(59)
    work.look(quiet=True)
    assert storage.queued == []


def test_what_the_world_did_is_tried_again_later_and_a_bug_is_seen(clock):
    steps = Steps(StoreProblem("full", "make room"), ZeroDivisionError())
    work, storage = work_for(steps, clock)
    clock.advance(60)
    work.look(quiet=True)
    storage.run_all()
    clock.advance(60)
    work.look(quiet=True)
    with pytest.raises(ZeroDivisionError):
        storage.run_all()
