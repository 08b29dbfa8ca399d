"""The rule of the lock, by the table and by law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.technicians.rule import (
    MOST_TRIES,
    Moment,
    Tries,
    counted,
    settled,
    wait_after_ms,
    wait_left_ms,
    worst,
)

NOW = Moment(500_000, "this")
MOMENTS = st.builds(Moment, st.integers(0, 10**9), st.sampled_from(["this", "other", ""]))
COUNTS = st.integers(0, MOST_TRIES)


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (13, 3840), (14, 7680), (15, 0), (99, 0)],
)
def test_five_tries_are_free_then_the_wait_doubles(tries: int, seconds: int) -> None:
    assert wait_after_ms(tries) == seconds * 1000


def test_the_fifteenth_try_locks() -> None:
    assert not Tries(14).locked
    assert Tries(15).locked


def test_waiting_goes_on_with_the_clock_of_this_boot() -> None:
    tries = Tries(6, NOW)
    assert wait_left_ms(tries, Moment(510_000, "this")) == 20_000
    assert wait_left_ms(tries, Moment(530_000, "this")) == 0


def test_after_a_restart_the_whole_wait_begins_anew() -> None:
    tries = settled(Tries(6, NOW), Moment(4_000, "next"))
    assert wait_left_ms(tries, Moment(4_000, "next")) == 30_000
    assert wait_left_ms(tries, Moment(33_999, "next")) == 1


def test_a_beginning_that_lies_ahead_of_the_clock_is_not_believed() -> None:
    assert settled(Tries(6, Moment(900_000, "this")), NOW).since == NOW


def test_a_lost_count_leaves_one_try_after_the_longest_wait() -> None:
    assert wait_left_ms(worst(NOW), NOW) == wait_after_ms(14)
    assert not worst(NOW).locked
    assert counted(worst(NOW), NOW).locked


@given(COUNTS, MOMENTS, MOMENTS)
def test_no_restart_and_no_clock_ever_shortens_a_wait(
    count: int, since: Moment, now: Moment
) -> None:
    left = wait_left_ms(Tries(count, since), now)
    whole = wait_after_ms(count)
    assert 0 <= left <= whole
    honest = since.boot == now.boot and since.mono_ms <= now.mono_ms
    assert left == (max(0, whole - (now.mono_ms - since.mono_ms)) if honest else whole)


@given(COUNTS, MOMENTS, MOMENTS)
def test_settling_twice_changes_nothing_more(count: int, since: Moment, now: Moment) -> None:
    once = settled(Tries(count, since), now)
    assert settled(once, now) == once
    assert once.count == count
