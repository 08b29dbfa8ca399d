"""Five taps into the corner within three seconds, and nothing else, call a technician."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.hand_clock import HandClock
from ui.corner_taps import TAPS, WITHIN_MS, CornerTaps


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def corner(clock: HandClock) -> CornerTaps:
    return CornerTaps(clock)


def tap(corner: CornerTaps, *, inside: bool = True) -> bool:
    corner.pressed(inside=inside)
    return corner.released()


def test_the_fifth_tap_calls(corner: CornerTaps) -> None:
    assert [tap(corner) for _ in range(5)] == [False] * 4 + [True]


def test_five_taps_may_take_three_seconds_and_no_more(corner: CornerTaps, clock: HandClock) -> None:
    answers = []
    for _tap in range(5):
        answers.append(tap(corner))
        clock.now += WITHIN_MS // 4
    assert answers[-1]
    for _tap in range(5):
        answers.append(tap(corner))
        clock.now += WITHIN_MS // 4 + 1
    assert not any(answers[5:])


def test_of_more_taps_the_last_five_count(corner: CornerTaps, clock: HandClock) -> None:
    tap(corner)
    clock.now += WITHIN_MS + 1
    assert [tap(corner) for _ in range(5)] == [False] * 4 + [True]


def test_a_tap_elsewhere_begins_the_count_anew(corner: CornerTaps) -> None:
    for _tap in range(4):
        tap(corner)
    tap(corner, inside=False)
    assert not tap(corner)


def test_after_a_call_the_next_one_takes_five_taps_again(corner: CornerTaps) -> None:
    for _tap in range(5):
        tap(corner)
    assert [tap(corner) for _ in range(5)] == [False] * 4 + [True]


def test_one_touch_that_qt_offers_to_several_widgets_is_one_tap(corner: CornerTaps) -> None:
    for _tap in range(4):
        for _offer in range(3):
            corner.pressed(inside=True)
        for _offer in range(3):
            assert not corner.released()
    corner.pressed(inside=True)
    assert corner.released()


def test_lifting_a_finger_that_never_went_down_calls_nobody(corner: CornerTaps) -> None:
    assert not any(corner.released() for _ in range(10))


@given(st.lists(st.tuples(st.integers(0, 2_000), st.booleans()), max_size=40))
def test_whoever_is_called_was_tapped_for_five_times_in_time(taps: list[tuple[int, bool]]) -> None:
    clock = HandClock()
    corner = CornerTaps(clock)
    since: list[int] = []
    for pause, inside in taps:
        clock.now += pause
        since = [*since, clock.now] if inside else []
        due = len(since) >= TAPS and since[-1] - since[-TAPS] <= WITHIN_MS
        assert tap(corner, inside=inside) == due
        if due:
            since = []
