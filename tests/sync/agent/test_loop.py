"""The watchdog: a worker that hangs or dies is replaced, and a stop ends everything."""

from __future__ import annotations

import threading

import pytest

from kiosk.errors import ServerProblem
from sync.agent.loop import MOST_HUNG, Agent
from sync.agent.schedule import Schedule
from sync.agent.uploader import Outcome
from sync.agent.worker import ATTEMPT_S, World
from tests.sync.agent.chances import uniform

WELL = Outcome("working", empty=True, next_s=60)


class Sessions:
    """Opens sessions whose attempts do what a test says; implements ``Session`` itself."""

    def __init__(self):
        self.opened = 0
        self.cuts = 0
        self.closed = 0
        self.now = 1000.0
        self.attempts = threading.Semaphore(0)
        self.free = threading.Event()
        self.does = lambda: WELL

    def __call__(self, _waiter, _pulse):
        self.opened += 1
        return self

    def attempt(self):
        self.attempts.release()
        return self.does()

    def planned(self, seconds):
        self.wait = seconds

    def cut(self):
        self.cuts += 1

    def close(self):
        self.closed += 1

    def links(self):
        return frozenset()

    def seconds(self):
        return self.now

    def hang(self):
        self.free.wait(60)
        return WELL


@pytest.fixture
def sessions():
    return Sessions()


@pytest.fixture
def agent(sessions):
    schedule = Schedule(sessions.now, uniform(1), spread=False)
    world = World(sessions, lambda: (), sessions.seconds)
    agent = Agent(sessions, schedule, world, sessions.close)
    yield agent
    sessions.free.set()
    agent._end()
    for thread in agent._hung:
        thread.join()


def begin(agent, sessions, does=None):
    """Have a worker whose first attempt has begun."""
    sessions.does = does or sessions.does
    agent._begin()
    begun(sessions)


def begun(sessions):
    assert sessions.attempts.acquire(timeout=30)


def overdue(sessions):
    sessions.now += 2 * ATTEMPT_S + 1


def test_a_worker_at_work_is_left_alone(agent, sessions):
    begin(agent, sessions)
    for _ in range(10):
        agent._check()
    assert sessions.opened == 1


def test_a_worker_that_hangs_is_replaced_at_the_second_look(agent, sessions, caplog):
    begin(agent, sessions, sessions.hang)
    begun_again = agent._shift.thread
    overdue(sessions)
    agent._check()
    assert sessions.opened == 1
    agent._check()
    assert sessions.opened == 2
    assert sessions.cuts == 1
    assert agent._shift.thread is not begun_again
    assert "hangs and is replaced" in caplog.text


def test_a_machine_that_slept_is_no_hung_worker(agent, sessions):
    begin(agent, sessions, sessions.hang)
    overdue(sessions)
    agent._check()
    agent._shift.worker.pulse.beat(60)
    agent._check()
    overdue(sessions)
    agent._check()
    assert sessions.opened == 1


def test_the_worker_that_replaces_waits_as_after_a_failure(agent, sessions):
    begin(agent, sessions)
    agent._abandon(agent._shift)
    assert agent._schedule.left(sessions.now) >= 5


def test_several_hung_workers_end_the_process(agent, sessions):
    begin(agent, sessions, sessions.hang)
    for _ in range(MOST_HUNG - 1):
        agent._abandon(agent._shift)
        agent._schedule.due = 0.0
        agent._shift.waiter.wake()
        begun(sessions)
    with pytest.raises(ServerProblem):
        agent._abandon(agent._shift)


def test_a_worker_that_dies_is_replaced_and_the_reason_is_told(agent, sessions, caplog):
    def defect():
        raise ZeroDivisionError("a defect")

    begin(agent, sessions, defect)
    agent._shift.thread.join(30)
    agent._check()
    assert sessions.opened == 2
    assert "ZeroDivisionError: a defect" in caplog.text


def test_a_wake_up_from_outside_makes_an_attempt(agent, sessions):
    begin(agent, sessions)
    agent.wake()
    begun(sessions)


def test_run_ends_when_it_is_told_to_and_closes_everything(sessions):
    schedule = Schedule(sessions.now, uniform(1), spread=False)
    world = World(sessions, lambda: (), sessions.seconds)
    agent = Agent(sessions, schedule, world, sessions.close)
    thread = threading.Thread(target=agent.run)
    thread.start()
    begun(sessions)
    agent.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert (sessions.closed, sessions.cuts) == (1, 1)
    agent.wake()
    agent.stop()


def test_a_stop_before_the_beginning_ends_at_once(sessions):
    schedule = Schedule(sessions.now, uniform(1), spread=False)
    agent = Agent(sessions, schedule, World(sessions, tuple, sessions.seconds), sessions.close)
    agent.stop()
    agent.run()
    assert sessions.closed == 1


@pytest.mark.parametrize("wished", [True, False])
def test_an_agent_gives_way_to_whoever_wishes_for_the_folder(sessions, monkeypatch, wished):
    monkeypatch.setattr("sync.agent.loop.CHECK_S", 0.0)
    schedule = Schedule(sessions.now, uniform(1), spread=False)
    world = World(sessions, tuple, sessions.seconds, lambda: wished)
    agent = Agent(sessions, schedule, world, sessions.close)
    if not wished:
        agent.stop()
    assert agent.run() is wished
    assert sessions.closed == 1
