"""Time is given: a clock of Lampung that only goes on, and one that starts where it is told."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kiosk.clock import JAKARTA, Clock, GivenClock, SystemClock, boot_id
from tests.fakes import FakeClock

START = datetime(2026, 11, 24, 9, 41, tzinfo=JAKARTA)


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_lampung_is_seven_hours_ahead_all_year(month: int) -> None:
    assert datetime(2026, month, 1, tzinfo=JAKARTA).utcoffset() == timedelta(hours=7)


def test_the_machines_clock_is_the_machines_in_local_time() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(hours=7)
    assert not SystemClock().given


def test_monotonic_milliseconds_never_go_back() -> None:
    clock = SystemClock()
    ticks = [clock.mono_ms() for _ in range(100)]
    assert ticks == sorted(ticks)
    assert all(isinstance(tick, int) for tick in ticks)


@pytest.mark.parametrize(
    "start",
    [
        START,
        datetime(2026, 11, 24, 9, 41),  # noqa: DTZ001 - a naive time is what is tried
        datetime(2026, 11, 24, 2, 41, tzinfo=UTC),
        datetime(2026, 11, 24, 10, 41, tzinfo=timezone(timedelta(hours=8))),
    ],
)
def test_a_given_time_is_lampungs_whatever_zone_it_came_in(start: datetime) -> None:
    now = GivenClock(start).now()
    assert timedelta() <= now - START < timedelta(seconds=5)
    assert now.utcoffset() == timedelta(hours=7)
    assert now.strftime("%H.%M") == "09.41"


def test_a_given_clock_runs_on_with_the_monotonic_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([1_000, 1_000, 61_500])
    monkeypatch.setattr(GivenClock, "mono_ms", lambda _self: next(ticks))
    clock = GivenClock(START)
    assert clock.now() == START
    assert clock.now() == START + timedelta(seconds=60, milliseconds=500)


def test_a_given_clock_does_not_follow_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = GivenClock(START)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert clock.now() - START < timedelta(seconds=5)
    assert clock.given


def test_time_asleep_counts() -> None:
    boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    assert abs(SystemClock().mono_ms() - boot) < 5_000


@pytest.mark.parametrize("clock", [SystemClock(), GivenClock(START), FakeClock()])
def test_every_clock_keeps_the_same_promises(clock: Clock) -> None:
    assert clock.now().tzinfo is not None
    assert clock.mono_ms() >= 0
    assert clock.given is (type(clock) is not SystemClock)
    assert clock.quality_of(clock.now()) == ("trusted" if clock.given else "holdover")


def test_a_boot_has_one_name_as_long_as_it_lasts() -> None:
    assert boot_id() == boot_id()
    assert len(boot_id()) == 36


def test_the_clock_of_the_tests_moves_only_by_hand() -> None:
    clock = FakeClock()
    first, tick = clock.now(), clock.mono_ms()
    clock.advance(90)
    assert clock.now() - first == timedelta(seconds=90)
    assert clock.mono_ms() - tick == 90_000
    clock.set_wall("2026-11-25T08:00")
    assert clock.now() == datetime(2026, 11, 25, 8, tzinfo=JAKARTA)
    assert clock.mono_ms() - tick == 90_000
