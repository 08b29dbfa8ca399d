"""Figures: nearest-rank percentiles, goals that are upper bounds, and their JSON."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bench.figure import Goal, figure
from kiosk.bench.figures import GOALS
from kiosk.commands.bench import PARTS

VALUES = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=300)
PERCENTS = st.integers(1, 100)


def of(values: list[float], goal: Goal | None = None):
    return figure("commit", values, "ms", goal or Goal())


@given(VALUES, PERCENTS)
def test_a_percentile_is_a_measured_value(values: list[float], percent: int) -> None:
    assert of(values).at(percent) in values


@given(VALUES, PERCENTS)
def test_at_least_so_many_values_are_not_above_it(values: list[float], percent: int) -> None:
    bound = of(values).at(percent)
    assert 100 * sum(value <= bound for value in values) >= percent * len(values)


@given(VALUES, PERCENTS)
def test_it_is_the_smallest_such_value(values: list[float], percent: int) -> None:
    bound = of(values).at(percent)
    assert 100 * sum(value < bound for value in values) < percent * len(values)


@given(VALUES, PERCENTS, PERCENTS)
def test_percentiles_never_fall(values: list[float], one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert of(values).at(low) <= of(values).at(high)


@given(VALUES)
def test_the_hundredth_is_the_largest(values: list[float]) -> None:
    assert of(values).at(100) == max(values)


@given(VALUES, st.randoms())
def test_the_order_of_measuring_does_not_matter(values: list[float], random: Any) -> None:
    mixed = list(values)
    random.shuffle(mixed)
    assert of(mixed) == of(values)


@given(VALUES)
def test_the_report_keeps_its_contract(values: list[float]) -> None:
    report = of(values, Goal(p50=1)).report()
    assert list(report) == ["name", "p50", "p95", "p99", "max", "unit", "n", "goal", "holds"]
    assert report["p50"] <= report["p95"] <= report["p99"] <= report["max"]
    assert report["n"] == len(values)
    assert report["max"] == round(max(values), 3)


@given(VALUES, st.floats(0, 1e6, allow_nan=False))
def test_a_goal_holds_exactly_where_its_bound_is_not_passed(
    values: list[float], bound: float
) -> None:
    assert of(values, Goal(most=bound)).holds is (max(values) <= bound)
    assert of(values, Goal(p50=bound)).holds is (of(values).at(50) <= bound)
    assert of(values, Goal(p50_least=bound)).holds is (of(values).at(50) >= bound)


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 1), (50, 50), (95, 95), (99, 99), (100, 100)]
)
def test_of_a_hundred_values_it_is_the_value_of_that_rank(percent: int, expected: int) -> None:
    assert of([float(value) for value in range(100, 0, -1)]).at(percent) == expected


@pytest.mark.parametrize("percent", [1, 50, 95, 99, 100])
def test_a_single_value_is_every_percentile(percent: int) -> None:
    assert of([7.0]).at(percent) == 7


@pytest.mark.parametrize(
    "goal", [Goal(p50=2), Goal(p95=2), Goal(p99=2), Goal(most=2), Goal(2, 2, 2, 2)]
)
def test_each_bound_counts_by_itself(goal: Goal) -> None:
    assert of([2.0] * 10, goal).holds
    assert not of([2.1] * 10, goal).holds


def test_a_rate_is_to_be_at_least_what_was_promised() -> None:
    goal = Goal(p50_least=1000)
    assert of([900.0, 1000.0, 5000.0], goal).holds
    assert not of([900.0, 999.0, 5000.0], goal).holds


def test_one_slow_value_breaks_only_the_bounds_it_reaches() -> None:
    values = [1.0] * 99 + [100.0]
    assert of(values, Goal(p50=5, p99=50)).holds
    assert not of(values, Goal(p50=5, p99=50, most=50)).holds
    assert not of([1.0] * 98 + [100.0] * 2, Goal(p99=50)).holds


def test_without_a_bound_everything_holds() -> None:
    assert of([math.inf]).holds


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal(p50=5, p99=50), "p50 <= 5, p99 <= 50"),
        (Goal(most=160), "max <= 160"),
        (Goal(p95=0.5), "p95 <= 0.5"),
        (Goal(p50_least=1000), "p50 >= 1000"),
        (Goal(p50=5, p50_least=1), "p50 <= 5, p50 >= 1"),
        (Goal(), ""),
    ],
)
def test_a_goal_in_words(goal: Goal, words: str) -> None:
    assert goal.words() == words


def test_the_line_says_loudly_what_does_not_hold() -> None:
    assert of([1.0], Goal(p50=5)).words().endswith("goal p50 <= 5: holds")
    assert of([9.0], Goal(p50=5)).words().endswith("goal p50 <= 5: DOES NOT HOLD")


def test_without_a_goal_the_line_claims_nothing() -> None:
    assert of([9.0]).words().endswith("n 1     no goal")


def test_every_promised_figure_has_its_goal() -> None:
    assert tuple(GOALS) == PARTS
    promised = {
        "commit": "p50 <= 5, p99 <= 50",
        "slip": "p50 <= 15",
        "first_byte": "p50 <= 20, p95 <= 50",
        "told": "max <= 100",
        "first_frame": "p50 <= 400",
        "ready": "p50 <= 900",
        "start_big": "max <= 1500",
        "rss": "max <= 160",
        "rss_growth": "max <= 5",
        "screen_change": "p95 <= 60",
        "search": "p95 <= 5",
        "fsyncs_per_visit": "max <= 1",
        "recover_deleted": "max <= 3000",
        "recover_damaged": "max <= 3000",
        "recover_zeroed": "max <= 3000",
        "drain": "p50 >= 1000",
        "wire": "max <= 110",
        "ingest": "p50 >= 8000",
        "ingest_batch": "p99 <= 150",
        "ingest_sqlite": "",
        "agent_rss": "max <= 80",
        "herd": "",
        "herd_unproven": "max <= 0",
        "herd_commit": "p99 <= 50",
    }
    assert {name: goal.words() for name, (_unit, goal) in GOALS.items()} == promised
