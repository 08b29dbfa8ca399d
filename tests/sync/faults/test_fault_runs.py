"""Nothing is lost and nothing comes twice, in 50 seeded runs of faults; 1,000 under --full."""

from __future__ import annotations

import os
from functools import partial

import pytest

from tests.sync.faults import kinds
from tests.sync.faults.judged import Judged, judge
from tests.sync.faults.mishaps import KILLS, MISHAPS
from tests.sync.faults.postgres_database import PostgresDatabase
from tests.sync.faults.story import story
from tests.sync.faults.weather import EVERYTHING

FULL = os.environ.get("KIOSK_FULL") == "1"
RUNS = 1000 if FULL else 50
BLOCK = 10 if FULL else 5
POSTGRES_SEEDS = range(2000, 2060 if FULL else 2003)


def acquit(run: Judged) -> None:
    if run.breaches:
        pytest.fail(story(run.seed, run.history, run.breaches), pytrace=False)


@pytest.mark.parametrize("first", range(0, RUNS, BLOCK))
def test_nothing_is_lost_and_nothing_comes_twice(first):
    for seed in range(first, first + BLOCK):
        acquit(judge(seed))


@pytest.mark.parametrize("seed", POSTGRES_SEEDS)
def test_nothing_is_lost_and_nothing_comes_twice_on_postgresql(seed, postgres):
    acquit(judge(seed, partial(PostgresDatabase, cluster=postgres)))


def test_a_run_may_meet_every_fault_there_is():
    assert {*EVERYTHING.faults, *KILLS, *MISHAPS, *kinds.STICKS} == set(kinds.ALL)


@pytest.mark.full
def test_a_thousand_runs_meet_every_fault_there_is():
    met = {kind for seed in range(200) for kind in judge(seed).faults}
    assert met == set(kinds.ALL)
