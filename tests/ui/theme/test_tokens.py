from __future__ import annotations

from dataclasses import asdict

import pytest

from tests.ui.theme.contrast import contrast
from ui.theme.tokens import (
    EDGE,
    GAP,
    MAIN_ACTION,
    RING,
    SMALLEST_CAP,
    SMALLEST_TARGET,
    TERANG,
    TYPES,
)

TEXTS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "later"),
    ("ink", "soft"),
    ("ink", "highlight"),
    ("ink", "key_action"),
    ("muted", "paper"),
    ("muted", "card"),
    ("primary", "paper"),
    ("primary", "card"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("on_primary", "muted"),
    ("on_soft", "soft"),
    ("on_warning", "warning"),
    ("on_warning", "card"),
    ("on_error", "error"),
    ("on_error", "card"),
    ("on_primary", "ink"),
    ("on_start", "start"),
]
"""Every (ink, ground) on which words are painted."""

EDGES = [
    ("border", "card"),
    ("border", "paper"),
    ("border", "later"),
    ("border", "keyboard"),
    ("primary", "card"),
    ("primary", "paper"),
    ("primary", "keyboard"),
    ("card", "primary"),
    ("soft_border", "paper"),
    ("soft_border", "soft"),
    ("warning_border", "paper"),
    ("warning_border", "warning"),
    ("error_border", "paper"),
    ("error_border", "error"),
    ("error_border", "card"),
    ("on_primary", "ink"),
]
"""Every (edge, ground) by which something that matters is told from what lies around it."""

ICONS = [
    ("start", "primary"),
    ("start", "maroon"),
    ("gold", "maroon"),
    ("primary", "soft"),
    ("on_warning", "card"),
    ("on_warning", "warning"),
    ("on_error", "error"),
    ("start", "ink"),
]


def ratio(one: str, other: str) -> float:
    return contrast(getattr(TERANG, one), getattr(TERANG, other))


def test_the_formula_gives_what_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_words_stand_out_ten_to_one(ink: str, ground: str) -> None:
    assert ratio(ink, ground) >= 10


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_stand_out_three_to_one(edge: str, ground: str) -> None:
    assert ratio(edge, ground) >= 3


@pytest.mark.parametrize(("icon", "ground"), ICONS)
def test_icons_beside_words_stand_out_three_to_one(icon: str, ground: str) -> None:
    assert ratio(icon, ground) >= 3


@pytest.mark.parametrize("ground", ["card", "paper", "primary", "start", "soft", "warning"])
def test_one_line_of_the_focus_ring_is_seen_on_every_ground(ground: str) -> None:
    assert max(ratio("ink", ground), ratio("gold", ground)) >= 3


def test_the_two_lines_of_the_focus_ring_are_told_apart() -> None:
    assert ratio("ink", "gold") >= 3


def test_colours_are_written_as_six_digits() -> None:
    for value in asdict(TERANG).values():
        assert len(value) == 7
        assert value.startswith("#")
        int(value[1:], 16)


@pytest.mark.parametrize("role", TYPES)
def test_no_type_role_is_smaller_than_the_law_allows(role: str) -> None:
    assert TYPES[role].cap_mm >= SMALLEST_CAP


def test_spaces_hold_the_numbers_of_the_design() -> None:
    assert EDGE == 12
    assert GAP >= 4
    assert SMALLEST_TARGET >= 20
    assert MAIN_ACTION >= 30
    assert RING >= 1.5
