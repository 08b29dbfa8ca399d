"""The province's time: which sample is kept, and what is thought of our own clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import TimeTold
from sync.agent.time_told import (
    CLOSE_MS,
    SAMPLE_MS,
    TRUSTED_MS,
    Moment,
    better,
    clock_reading,
    moment,
    offset_ms,
    quality,
    told_now,
    true_ms,
)
from tests.fakes import FakeClock
from tests.sync.agent.office import down
from tests.sync.province.kiosks import NOW

TIMES = st.integers(-(2**40), 2**42)
MONOS = st.integers(0, 2**40)


def at(wall=NOW, mono=1_000_000, boot="a"):
    return Moment(wall, mono, boot)


def test_half_of_the_way_is_added_to_what_the_province_says():
    told = told_now(5000, at(mono=100), at(mono=340))
    assert told == TimeTold(5120, NOW, 340, "a", 240)


def test_of_an_hours_samples_the_one_with_the_shortest_way_is_kept():
    short, long = TimeTold(1, 1, 1000, "a", 20), TimeTold(2, 2, 2000, "a", 900)
    assert better(short, long) == short
    assert better(long, TimeTold(3, 3, 3000, "a", 20)).rtt_ms == 20
    assert better(None, long) == long


def test_an_old_sample_gives_way_to_a_fresh_one():
    short = TimeTold(1, 1, 1000, "a", 20)
    fresh = TimeTold(2, 2, 1000 + SAMPLE_MS, "a", 900)
    assert better(short, fresh) == fresh


def test_a_sample_of_another_boot_is_worth_nothing_beside_a_fresh_one():
    fresh = TimeTold(2, 2, 2000, "b", 900)
    assert better(TimeTold(1, 1, 1000, "a", 20), fresh) == fresh


def test_a_wall_clock_that_is_set_changes_nothing_about_the_true_time():
    told = TimeTold(NOW, NOW, 1_000_000, "a", 10)
    for wall in (NOW - 10**10, NOW, NOW + 10**10):
        assert true_ms(told, at(wall, 1_060_000)) == NOW + 60_000


def test_after_a_new_boot_the_clock_is_off_as_it_was():
    told = TimeTold(NOW + 5000, NOW, 9_000_000, "a", 10)
    assert offset_ms(told, at(NOW + 700, 1, "b")) == 5000


def test_without_the_province_the_clock_is_taken_as_it_is():
    assert true_ms(None, at()) == NOW
    assert quality(None, at()) == "holdover"


@pytest.mark.parametrize(
    ("wall", "mono", "boot", "thought"),
    [
        (NOW, 1_000_000, "a", "trusted"),
        (NOW + CLOSE_MS, 1_000_000, "a", "trusted"),
        (NOW + CLOSE_MS + 1, 1_000_000, "a", "suspect"),
        (NOW - 10**9, 1_000_000, "a", "suspect"),
        (NOW + TRUSTED_MS, 1_000_000 + TRUSTED_MS, "a", "trusted"),
        (NOW + TRUSTED_MS + 1, 1_000_001 + TRUSTED_MS, "a", "holdover"),
        (NOW, 1_000_000, "b", "holdover"),
        (NOW, 5, "a", "holdover"),
    ],
)
def test_how_far_the_wall_clock_is_believed(wall, mono, boot, thought):
    told = TimeTold(NOW, NOW, 1_000_000, "a", 10)
    assert quality(told, at(wall, mono, boot)) == thought


@given(TIMES, MONOS, TIMES, MONOS, st.booleans())
def test_wall_clock_and_offset_always_make_the_province_s_time(wall, mono, server, since, same):
    told = TimeTold(server, wall, mono, "a", 0)
    now = Moment(wall + 77, mono + since, "a" if same else "b")
    assert true_ms(told, now) == (server + since if same else server + 77)


def test_a_request_says_what_the_clocks_say():
    clock = FakeClock("1970-01-01T07:00:09", given=False)
    now = moment(clock, "a")
    reading = clock_reading(TimeTold(NOW, 0, clock.mono_ms(), "a", 4), now)
    assert (reading.wall_ms, reading.offset_ms, reading.quality) == (9000, NOW - 9000, "suspect")
    assert (reading.boot_id, reading.mono_ms) == ("a", clock.mono_ms())


def test_the_time_of_each_signed_answer_is_kept(terminal, office):
    office.now_ms = NOW + 3_600_000
    terminal.attempt()
    told = terminal.state.told
    assert (told.server_ms, told.wall_ms) == (NOW + 3_600_000, 1_795_488_060_000)
    assert terminal.state.status.last_contact_ms == NOW + 3_600_000


def test_a_refusal_tells_the_time_too(terminal, office):
    office.always = office.refuse("busy")
    terminal.attempt()
    assert terminal.state.status.last_contact_ms == NOW
    assert terminal.state.told.server_ms == NOW


def test_an_answer_that_is_not_signed_tells_no_time(terminal, office):
    office.always = down("timeout")
    terminal.attempt()
    assert terminal.state.told is None
    assert terminal.state.status.last_contact_ms is None


@pytest.mark.parametrize("year", ["1970", "2027", "2099"])
def test_whatever_the_clock_says_everything_arrives_and_states_have_the_true_time(
    terminal, office, year
):
    terminal.ledger.days(1, 3)
    terminal.clock.set_wall(f"{year}-01-01T00:00")
    assert terminal.attempt().empty
    terminal.clock.advance(60)
    terminal.attempt()
    assert terminal.state.status.last_attempt_ms == NOW + 60_000
