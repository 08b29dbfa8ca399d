"""The touch test: five targets, each within eight millimetres."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.touch_trial import LIMIT_MM, TARGETS, TouchTrial

MILLIMETRES = st.integers(-2000, 2000).map(lambda tenth: tenth / 10)
TOUCHES = st.lists(st.tuples(MILLIMETRES, MILLIMETRES), min_size=5, max_size=5)


def tried(*touches: tuple[float, float]) -> TouchTrial:
    trial = TouchTrial()
    for across, along in touches:
        trial = trial.touched(f"{across:.1f},{along:.1f}")
    return trial


def test_a_trial_begins_at_the_first_corner() -> None:
    part = TouchTrial().part
    assert (part.number, part.of, part.at) == (1, len(TARGETS), TARGETS[0])


def test_a_trial_with_targets_left_has_not_passed() -> None:
    trial = tried(*[(0.0, 0.0)] * 4)
    assert (trial.over, trial.passed) == (False, False)
    assert trial.part.at == TARGETS[4]


@given(TOUCHES)
def test_a_trial_passes_where_every_touch_is_near_enough(
    touches: list[tuple[float, float]],
) -> None:
    trial = tried(*touches)
    assert trial.over
    assert trial.passed == all(math.hypot(*touch) <= LIMIT_MM for touch in touches)
    assert trial.worst_mm == max(math.hypot(*touch) for touch in touches)


def test_the_targets_are_four_corners_and_the_middle() -> None:
    assert (0.5, 0.5) in TARGETS
    corners = {(x < 0.5, y < 0.5) for x, y in TARGETS if (x, y) != (0.5, 0.5)}
    assert len(corners) == len(TARGETS) - 1 == 4
