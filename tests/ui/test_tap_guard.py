from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from tests.ui.hand_clock import HandClock
from ui.tap_guard import DEAD_MS, DOUBLE_MS, TapGuard


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def guard(clock: HandClock) -> TapGuard:
    return TapGuard(clock)


def test_the_first_tap_is_meant(guard: TapGuard) -> None:
    assert guard.lets(ev.NumberAsked())


def test_a_second_tap_within_half_a_second_is_the_same_tap(
    guard: TapGuard, clock: HandClock
) -> None:
    assert guard.lets(ev.NumberAsked())
    clock.now += 200
    assert not guard.lets(ev.NumberAsked())


def test_a_second_tap_after_half_a_second_is_meant(guard: TapGuard, clock: HandClock) -> None:
    assert guard.lets(ev.NumberAsked())
    clock.now += DOUBLE_MS
    assert guard.lets(ev.NumberAsked())


def test_a_trembling_hand_that_never_rests_gets_one(guard: TapGuard, clock: HandClock) -> None:
    passed = []
    for _tap in range(10):
        passed.append(guard.lets(ev.NumberAsked()))
        clock.now += 200
    assert passed.count(True) == 1


def test_two_different_targets_in_quick_succession_are_both_meant(
    guard: TapGuard, clock: HandClock
) -> None:
    assert guard.lets(ev.DocumentToggled("ktp-el", "pemohon"))
    clock.now += 200
    assert guard.lets(ev.DocumentToggled("kk", "pemohon"))


def test_a_second_tap_where_another_stop_moved_up_is_the_same_tap(
    guard: TapGuard, clock: HandClock
) -> None:
    assert guard.lets(ev.ServicesRemoved(("ktp",)))
    clock.now += 200
    assert not guard.lets(ev.ServicesRemoved(("skck",)))
    clock.now += DOUBLE_MS
    assert guard.lets(ev.ServicesRemoved(("skck",)))


def test_the_same_letter_twice_is_meant(guard: TapGuard, clock: HandClock) -> None:
    assert guard.lets(ev.Typed("a"))
    clock.now += 120
    assert guard.lets(ev.Typed("a"))


def test_two_letters_are_taken_away_as_fast_as_fingers_go(
    guard: TapGuard, clock: HandClock
) -> None:
    assert guard.lets(ev.Erased())
    clock.now += 120
    assert guard.lets(ev.Erased())


def test_a_touch_that_was_on_its_way_when_the_screen_changed_is_lost(
    guard: TapGuard, clock: HandClock
) -> None:
    guard.screen_changed()
    clock.now += DEAD_MS - 1
    assert not guard.lets(ev.NumberAsked())
    clock.now += 1
    assert guard.lets(ev.NumberAsked())


def test_the_same_screen_painted_anew_has_no_dead_time(guard: TapGuard, clock: HandClock) -> None:
    guard.screen_changed(same=True)
    assert guard.lets(ev.NumberAsked())


def test_the_numbers_are_those_of_the_standard() -> None:
    assert DOUBLE_MS >= 500
    assert DEAD_MS == 300
