"""The worker makes attempts at the right moments, and looks around while it waits."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kiosk.errors import DiskFull
from sync.agent.schedule import Schedule
from sync.agent.uploader import STOPPED, Outcome
from sync.agent.worker import ATTEMPT_S, TICK_S, Pulse, Worker, World
from tests.fakes import FakeClock
from tests.sync.agent.chances import uniform
from tests.sync.agent.terminals import HandWaiter

WELL = Outcome("working", empty=True, next_s=60)
DOWN = Outcome("offline", "dns", failed=True)


@dataclass
class HandLine:
    """Implements ``Attempts`` and ``LinkWatch``: outcomes by hand, and when attempts were made."""

    clock: FakeClock
    outcomes: list = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    up_from: float = 1e12
    up_until: float = 0.0
    changed_from: float = 1e12

    def attempt(self) -> Outcome:
        self.at.append(self.seconds())
        outcome = self.outcomes.pop(0) if self.outcomes else WELL
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def planned(self, seconds: float) -> None:
        self.waits.append(seconds)

    def links(self) -> frozenset[str]:
        now = self.seconds()
        return frozenset({"eth0"} if now >= self.up_from or now < self.up_until else ())

    def marks(self):
        return ((int(self.seconds() >= self.changed_from), 0),)

    def seconds(self) -> float:
        return self.clock.mono_ms() / 1000


@pytest.fixture
def line(clock):
    return HandLine(clock)


@pytest.fixture
def worker(line, clock):
    seconds = line.seconds
    schedule = Schedule(seconds(), uniform(3), spread=False)
    world = World(line, line.marks, seconds)
    return Worker(line, schedule, HandWaiter(clock, stop_after=200), Pulse(seconds), world)


def run(worker, ticks):
    worker.waiter.stopped, worker.waiter.waits = False, []
    worker.waiter.stop_after = ticks
    worker.run()


def test_an_idle_line_is_asked_once_a_minute(worker, line):
    run(worker, 200)
    gaps = [after - before for before, after in zip(line.at, line.at[1:], strict=False)]
    assert len(gaps) >= 8
    assert all(54 <= gap <= 60 + TICK_S for gap in gaps)
    assert line.waits[0] == pytest.approx(gaps[0], abs=TICK_S)


def test_no_wait_is_longer_than_a_look_around(worker):
    run(worker, 50)
    assert max(worker.waiter.waits) <= TICK_S


def test_a_line_that_is_down_is_left_alone_longer_and_longer(worker, line):
    line.outcomes = [DOWN] * 100
    run(worker, 1500)
    gaps = [after - before for before, after in zip(line.at, line.at[1:], strict=False)]
    assert min(gaps) >= 5
    assert max(gaps) > 60


def waiting(worker, line):
    """Have a worker whose next attempt is a quarter of an hour away."""
    run(worker, 2)
    worker.schedule.due = line.seconds() + 900
    line.at.clear()
    return line.seconds()


def test_a_link_that_comes_up_is_noticed_while_waiting(worker, line):
    now = waiting(worker, line)
    line.up_from = now + 60
    run(worker, 22)
    assert now + 60 <= line.at[0] <= now + 60 + TICK_S


def test_a_link_that_goes_down_is_no_reason_to_come(worker, line):
    now = waiting(worker, line)
    line.up_until = now + 30
    run(worker, 100)
    assert line.at == []


def test_a_file_that_changes_is_a_wish_for_an_attempt(worker, line):
    now = waiting(worker, line)
    line.changed_from = now + 30
    run(worker, 12)
    assert now + 30 <= line.at[0] <= now + 30 + TICK_S


def test_a_wish_from_this_process_is_granted_at_the_next_look(worker, line):
    now = waiting(worker, line)
    worker.ask()
    run(worker, 3)
    assert line.at[0] <= now + TICK_S


def test_a_folder_that_fails_is_told_and_tried_again(worker, line, caplog):
    line.outcomes = [DiskFull("line.db: full.", "Make room.")]
    run(worker, 10)
    assert worker.failure is None
    assert len(line.at) >= 2
    assert "line.db: full. Make room." in caplog.text


def test_a_plan_that_cannot_be_kept_is_no_reason_to_stop(worker, line, caplog):
    def full(_seconds):
        raise DiskFull("line.db: full.", "Make room.")

    line.planned = full
    run(worker, 60)
    assert worker.failure is None
    assert len(line.at) >= 2


def test_a_defect_ends_the_worker_and_is_kept(worker, line):
    line.outcomes = [ZeroDivisionError("a defect")]
    run(worker, 10)
    assert isinstance(worker.failure, ZeroDivisionError)


def test_an_attempt_that_was_broken_off_plans_nothing(worker, line):
    line.outcomes = [Outcome("waiting", STOPPED)]
    due = worker.schedule.due
    run(worker, 1)
    assert line.waits == []
    assert worker.schedule.due == due


def test_a_stopped_worker_makes_no_attempt(worker, line):
    run(worker, 0)
    assert line.at == []


def test_the_pulse_is_overdue_after_twice_what_was_planned(line, clock):
    pulse = Pulse(line.seconds)
    pulse.beat(60)
    clock.advance(120)
    assert not pulse.is_overdue
    clock.advance(1)
    assert pulse.is_overdue
    pulse.beat(60)
    assert not pulse.is_overdue


def test_a_worker_at_an_attempt_says_how_long_that_may_take(worker, line):
    seen = []

    def attempt():
        seen.append(worker.pulse.planned_s)
        return WELL

    line.attempt = attempt
    run(worker, 1)
    assert seen == [ATTEMPT_S]
