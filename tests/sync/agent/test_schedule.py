"""When an attempt is due, whatever happens in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.agent.pacing import LINK_SPREAD_S, LONGEST_HOLD_S, LONGEST_S, SHORTEST_S
from sync.agent.schedule import Schedule
from sync.agent.uploader import Outcome
from tests.sync.agent.chances import uniform

DOWN = Outcome("offline", "timeout", failed=True)
WELL = Outcome("working", empty=True, next_s=60)


def schedule(*, spread=True, seed=1):
    return Schedule(1000.0, uniform(seed), spread=spread)


def test_the_first_attempt_is_spread_over_two_minutes():
    dues = {round(schedule(seed=seed).due) for seed in range(300)}
    assert min(dues) == 1000 + SHORTEST_S  # It may have failed before it was started again.
    assert max(dues) <= 1000 + LINK_SPREAD_S
    assert len(dues) > 80


def test_a_province_on_this_machine_is_asked_at_once():
    assert schedule(spread=False).left(1000.0) == 0


def test_an_idle_terminal_comes_again_when_the_province_asked_for_it():
    plan = schedule()
    wait = plan.ended(WELL, 2000.0)
    assert 54 <= wait <= 60
    assert plan.due == 2000.0 + wait


def test_a_failure_waits_and_a_second_one_may_wait_longer():
    plan = schedule()
    assert SHORTEST_S <= plan.ended(DOWN, 2000.0) <= 15
    assert SHORTEST_S <= plan.ended(DOWN, 3000.0) <= 45


def test_a_link_that_comes_up_brings_the_attempt_forward():
    plan = Schedule(0.0, lambda _low, high: high, spread=True)
    for _ in range(10):
        plan.ended(DOWN, 1000.0)
    assert plan.due == 1000.0 + LONGEST_S
    plan.link_came_up(1100.0)
    assert plan.due == 1100.0 + LINK_SPREAD_S


def test_a_link_that_flaps_is_drawn_for_once():
    plan = schedule()
    for _ in range(10):
        plan.ended(DOWN, 1000.0)
    plan.link_came_up(1001.0)
    due = plan.due
    for second in range(2, 60):
        plan.link_came_up(1000.0 + second)
    assert plan.due == due


def test_a_link_that_comes_up_never_delays_what_is_due_earlier():
    plan = schedule()
    plan.ended(WELL, 1000.0)
    due = plan.due
    plan.link_came_up(due - 0.5)
    assert plan.due <= due


def test_a_wake_up_makes_an_attempt_due_at_once():
    plan = schedule()
    plan.ended(WELL, 1000.0)
    plan.woken(1001.0)
    assert plan.left(1001.0) == 0


def test_a_wake_up_right_after_a_failure_waits_five_seconds():
    plan = schedule()
    for _ in range(10):
        plan.ended(DOWN, 1000.0)
    plan.woken(1000.5)
    assert plan.due == 1000.0 + SHORTEST_S


@pytest.mark.parametrize("bring", ["woken", "link_came_up"])
def test_nothing_undercuts_what_retry_after_asked_for(bring):
    plan = schedule()
    plan.ended(Outcome("busy", "http-503", failed=True, hold_s=600), 1000.0)
    getattr(plan, bring)(1001.0)
    assert plan.due >= 1600.0


def test_a_success_makes_the_next_failure_short_again():
    plan = schedule()
    for _ in range(20):
        plan.ended(DOWN, 1000.0)
    plan.ended(WELL, 1000.0)
    assert plan.ended(DOWN, 1000.0) <= 15


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["attempt", "fail", "hold", "link", "wake"]),
        st.floats(0, 400),
    ),
    max_size=60,
)


@given(st.integers(0, 2**32), st.booleans(), EVENTS)
def test_no_order_of_events_breaks_a_law(seed, spread, events):
    now, failed_at, held_until = 1000.0, None, 0.0
    plan = Schedule(now, uniform(seed), spread=spread)
    for what, span in events:
        now += span
        due = plan.due
        if what == "link":
            plan.link_came_up(now)
        elif what == "wake":
            plan.woken(now)
        elif plan.left(now) == 0:
            hold = span if what == "hold" else 0.0
            failed = what != "attempt"
            plan.ended(Outcome("busy", "", failed=failed, hold_s=hold), now)
            failed_at = now if failed else None
            held_until = now + hold if failed else 0.0
            assert plan.due - now <= max(LONGEST_S, LONGEST_HOLD_S)
            continue
        assert plan.due <= due
        assert failed_at is None or plan.due >= failed_at + SHORTEST_S
        assert plan.due >= held_until
