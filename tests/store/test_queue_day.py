"""The queue day: which date is believed, and that it never goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.queue_day import (
    EARLIEST,
    LONGEST_CLOSURE,
    Evidence,
    Instant,
    QueueDay,
    day_of,
    decide,
)

HOUR = 3_600_000
DAY = 24 * HOUR
MONDAY = QueueDay(7, date(2026, 11, 23))
LAST = Instant(wall_ms=0, mono_ms=0, boot_id="boot")


def later(days: int) -> date:
    return MONDAY.date + timedelta(days=days)


def same_boot(wall: int, mono: int, doubted: date | None = None, *, trusted: bool = False):
    return Evidence(trusted, Instant(wall, mono, "boot"), LAST, doubted=doubted)


def rebooted(wall: int, doubted: date | None = None):
    return Evidence(trusted=False, now=Instant(wall, 5, "other"), last=LAST, doubted=doubted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T02:59:59", "2026-11-23"),
        ("2026-11-24T03:00:00", "2026-11-24"),
        ("2026-11-24T23:59:59", "2026-11-24"),
        ("2027-01-01T00:30:00", "2026-12-31"),
        ("2028-03-01T01:00:00", "2028-02-29"),
    ],
)
def test_the_day_is_cut_at_three_in_the_morning(text, expected):
    assert day_of(datetime.fromisoformat(text), time(3)).isoformat() == expected


def test_the_first_day_is_whatever_the_clock_says():
    decision = decide(None, later(0), rebooted(0))
    assert (decision.day.day_id, decision.begins, decision.quality) == (1, True, "holdover")


@pytest.mark.parametrize(
    ("today", "evidence", "begins", "quality"),
    [
        pytest.param(0, same_boot(HOUR, HOUR), False, "holdover", id="same day"),
        pytest.param(0, same_boot(-DAY // 9, HOUR), False, "suspect", id="set back within the day"),
        pytest.param(
            0, same_boot(9 * HOUR, 60_000), False, "suspect", id="set ahead within the day"
        ),
        pytest.param(-1, same_boot(-DAY, HOUR), False, "suspect", id="set back a day"),
        pytest.param(1, same_boot(DAY, DAY), True, "holdover", id="next morning, left running"),
        pytest.param(1, rebooted(DAY), True, "holdover", id="next morning, switched on"),
        pytest.param(3, rebooted(3 * DAY), True, "holdover", id="long weekend, switched on"),
        pytest.param(4, rebooted(4 * DAY), False, "suspect", id="four days, switched on"),
        pytest.param(
            11, same_boot(11 * DAY, 11 * DAY), True, "holdover", id="Lebaran, left running"
        ),
        pytest.param(11, rebooted(11 * DAY), False, "suspect", id="Lebaran, switched on"),
        pytest.param(1, same_boot(DAY, 600_000), False, "suspect", id="set ahead while serving"),
        pytest.param(1, same_boot(600_000, 600_000), False, "holdover", id="busy at the cut"),
        pytest.param(1, rebooted(HOUR), False, "suspect", id="restarted and no two hours passed"),
        pytest.param(365, rebooted(365 * DAY), False, "suspect", id="a year ahead"),
        pytest.param(1, same_boot(DAY, 5, trusted=True), True, "trusted", id="given date"),
        pytest.param(365, same_boot(5, 5, trusted=True), True, "trusted", id="given, a year ahead"),
        pytest.param(-1, same_boot(5, 5, trusted=True), False, "suspect", id="given, a day back"),
        pytest.param(
            -31, same_boot(5, 5, trusted=True), False, "suspect", id="given, a closure back"
        ),
        pytest.param(
            -32, same_boot(5, 5, trusted=True), True, "trusted", id="given, out of a far future"
        ),
        pytest.param(-32, same_boot(5, 5), False, "suspect", id="a month back, nobody vouches"),
    ],
)
def test_a_day_begins_only_on_a_date_that_can_be_believed(today, evidence, begins, quality):
    decision = decide(MONDAY, later(today), evidence)
    assert (decision.begins, decision.quality) == (begins, quality)
    assert decision.day == (QueueDay(8, later(today)) if begins else MONDAY)


@pytest.mark.parametrize("today", [-400, -1, 1, 400])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_date_on_which_numbers_were_given_is_never_begun_again(today, trusted):
    evidence = replace(same_boot(DAY, DAY, trusted=trusted), had_today=True)
    decision = decide(MONDAY, later(today), evidence)
    assert (decision.begins, decision.quality) == (False, "suspect")


def test_a_date_before_the_program_is_never_gone_back_to():
    decision = decide(MONDAY, date(2025, 12, 31), same_boot(5, 5, trusted=True))
    assert (decision.begins, decision.quality) == (False, "suspect")


@pytest.mark.parametrize(("today", "doubted"), [(-400, None), (0, None), (1, 1), (40, 40)])
def test_a_date_that_is_certainly_wrong_begins_no_day(today, doubted):
    evidence = replace(same_boot(DAY, DAY), wrong=True)
    decision = decide(MONDAY, later(today), evidence)
    assert (decision.day, decision.begins, decision.quality) == (MONDAY, False, "suspect")
    assert decision.doubted == (None if doubted is None else later(doubted))


def test_the_first_day_of_a_clock_that_is_certainly_wrong_says_so():
    decision = decide(None, later(0), replace(rebooted(0), wrong=True))
    assert (decision.day.day_id, decision.begins, decision.quality) == (1, True, "suspect")


def test_a_doubted_date_is_remembered_until_another_one_is_seen():
    first = decide(MONDAY, later(11), rebooted(11 * DAY))
    assert first.doubted == later(11)
    again = decide(MONDAY, later(11), rebooted(11 * DAY + HOUR, doubted=first.doubted))
    assert again.doubted == later(11)
    other = decide(MONDAY, later(200), rebooted(200 * DAY, doubted=first.doubted))
    assert other.doubted == later(200)


@pytest.mark.parametrize(
    ("seen", "today", "begins"),
    [(11, 12, True), (11, 14, True), (11, 15, False), (30, 31, True), (31, 32, False)],
)
def test_a_doubted_date_that_went_on_to_another_day_is_believed_for_a_closure(seen, today, begins):
    evidence = rebooted(today * DAY, doubted=later(seen))
    assert decide(MONDAY, later(today), evidence).begins is begins


def test_a_clock_far_ahead_is_never_believed_by_itself_however_long_it_goes_on():
    seen = None
    for day in range(400, 460):
        decision = decide(MONDAY, later(day), rebooted(day * DAY, doubted=seen))
        assert not decision.begins
        seen = decision.doubted


def test_a_clock_that_ran_on_from_a_doubted_time_is_no_better_for_it():
    now = Instant(3 * HOUR, 3 * HOUR, "boot")
    evidence = Evidence(trusted=False, now=now, last=LAST, last_suspect=True, doubted=later(40))
    assert not decide(MONDAY, later(40), evidence).begins


def test_a_kiosk_without_a_ticket_yet_steps_over_a_weekend():
    evidence = Evidence(trusted=False, now=Instant(5, 5, "boot"))
    assert decide(MONDAY, later(2), evidence).begins


def test_a_date_from_a_dead_clock_is_left_as_soon_as_a_real_one_comes():
    dead = QueueDay(1, date(1970, 1, 1))
    decision = decide(dead, later(0), same_boot(600_000, 600_000))
    assert decision.begins
    assert decision.day == QueueDay(2, later(0))


INSTANTS = st.builds(
    Instant, st.integers(-(10**13), 10**13), st.integers(0, 10**12), st.sampled_from("ab")
)
EVIDENCE = st.builds(
    Evidence,
    st.booleans(),
    INSTANTS,
    st.none() | INSTANTS,
    st.booleans(),
    st.none() | st.dates(),
    st.booleans(),
    st.booleans(),
)


@given(st.none() | st.builds(QueueDay, st.integers(1, 9999), st.dates()), st.dates(), EVIDENCE)
def test_a_day_never_goes_back_nor_its_date_but_out_of_a_far_future(current, today, evidence):
    decision = decide(current, today, evidence)
    if current is None or decision.begins:
        assert decision.day.date == today
        assert decision.day.day_id == (current.day_id + 1 if current else 1)
        assert current is None or not evidence.had_today
        if current is not None and decision.day.date <= current.date:
            assert evidence.trusted
            assert today >= EARLIEST
            assert current.date - today > LONGEST_CLOSURE
    else:
        assert decision.day == current
