"""The laws of waiting: never a tight loop, never longer than promised, never in step."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.agent import pacing
from sync.agent.pacing import (
    LONGEST_HOLD_S,
    LONGEST_PACE_S,
    LONGEST_S,
    SHORTEST_S,
    Backoff,
    after_link_up,
    after_success,
    finite,
    retry_after,
)
from tests.sync.agent.chances import uniform

SEEDS = st.integers(0, 2**32)
ANY = st.floats(allow_nan=True, allow_infinity=True)


@given(SEEDS, st.integers(1, 60))
def test_every_wait_after_a_failure_is_between_five_seconds_and_a_quarter_of_an_hour(seed, count):
    backoff = Backoff(uniform(seed))
    waits = [backoff.after_failure() for _ in range(count)]
    assert all(SHORTEST_S <= wait <= LONGEST_S for wait in waits)


@given(SEEDS)
def test_the_first_wait_after_a_success_is_short(seed):
    backoff = Backoff(uniform(seed))
    for _ in range(20):
        backoff.after_failure()
    backoff.reset()
    assert backoff.after_failure() <= 3 * SHORTEST_S


@given(SEEDS, st.integers(1, 40))
def test_a_wait_is_at_most_three_times_what_was_drawn_before(seed, count):
    backoff = Backoff(uniform(seed))
    drawn = SHORTEST_S
    for _ in range(count):
        wait = backoff.after_failure()
        assert wait <= 3 * drawn
        drawn = backoff._drawn


def test_waits_grow_towards_the_cap():
    kiosks = [Backoff(uniform(seed)) for seed in range(300)]
    for backoff in kiosks:
        for _ in range(12):
            backoff.after_failure()
    late = sorted(backoff.after_failure() for backoff in kiosks)
    assert late[150] > 60


def test_kiosks_at_the_cap_do_not_come_in_step():
    cap = Backoff(lambda _low, high: high)
    for _ in range(10):
        cap.after_failure()
    waits = set()
    for seed in range(200):
        cap._uniform = uniform(seed)
        cap._drawn = LONGEST_S
        waits.add(round(cap.after_failure(), 3))
    assert len(waits) > 190


@given(SEEDS, st.floats(0, 1e9))
def test_what_retry_after_asks_for_is_the_least_wait_within_an_hour(seed, hold):
    wait = Backoff(uniform(seed)).after_failure(hold)
    assert wait >= min(hold, LONGEST_HOLD_S)
    assert wait <= max(LONGEST_S, LONGEST_HOLD_S)


@given(SEEDS, ANY)
def test_whatever_a_server_asks_for_an_idle_terminal_comes_again_within_bounds(seed, asked):
    assert SHORTEST_S <= after_success(asked, uniform(seed)) <= LONGEST_S


@given(SEEDS)
def test_a_link_that_comes_up_spreads_kiosks_over_two_minutes(seed):
    assert 0 <= after_link_up(uniform(seed)) <= 120


@given(ANY)
def test_whatever_pace_a_server_asks_for_it_is_a_wait_of_at_most_a_minute(asked):
    assert 0 <= pacing.pace(asked) <= LONGEST_PACE_S


@given(ANY)
def test_only_numbers_that_can_be_reckoned_with_are_kept(number):
    assert math.isfinite(finite(number))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Retry-After": "120"}, 120),
        ({"retry-after": " 7 "}, 7),
        ({"RETRY-AFTER": "0"}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "3.5"}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": ""}, 0),
        ({"retry-after": "٣"}, 0),
        ({"retry-after": "9" * 5000}, LONGEST_HOLD_S),
        ({"retry-after": "Tue, 24 Nov 2026 09:41:00 GMT"}, 0),
        (
            {
                "Date": "Tue, 24 Nov 2026 09:41:00 GMT",
                "retry-after": "Tue, 24 Nov 2026 09:43:00 GMT",
            },
            120,
        ),
        (
            {
                "Date": "Tue, 24 Nov 2026 09:41:00 GMT",
                "retry-after": "Mon, 23 Nov 2026 09:43:00 GMT",
            },
            0,
        ),
        (
            {
                "Date": "Tue, 24 Nov 2026 09:41:00 GMT",
                "retry-after": "Thu, 24 Nov 2099 09:43:00 GMT",
            },
            LONGEST_HOLD_S,
        ),
        ({"Date": "yesterday", "retry-after": "Mon, 23 Nov 2026 09:43:00 GMT"}, 0),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_answers_own_clock(headers, seconds):
    assert retry_after(headers) == seconds


@given(st.text(), st.text())
def test_no_header_breaks_the_reading_of_retry_after(asked, date):
    assert 0 <= retry_after({"retry-after": asked, "date": date}) <= LONGEST_HOLD_S
