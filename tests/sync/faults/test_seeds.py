"""The same seed is the same run, in this process and in another one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from tests.sync.faults.judged import judge
from tests.sync.faults.story import events, story

SEED = 11
DIGEST = "import tests.sync.faults.test_seeds as t; print(t.digest(t.SEED))"


def digest(seed: int) -> str:
    """Return a hash of everything that happened in a run."""
    told = "\n".join(events(judge(seed).history))
    return hashlib.sha256(told.encode()).hexdigest()


def test_a_seed_is_the_same_run_wherever_it_is_lived_through():
    here = digest(SEED)
    there = subprocess.run(
        [sys.executable, "-c", DIGEST],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    )
    assert there.stdout.strip() == here


def test_another_seed_is_another_run():
    assert digest(SEED) != digest(SEED + 1)


def test_a_story_tells_the_breach_the_events_and_how_to_see_them_again():
    run = judge(SEED)
    told = story(SEED, run.history, ["LOST: a ticket"] * 20)
    assert told.startswith(f"seed {SEED}: 20 breaches")
    assert "and 8 more" in told
    assert "wrote" in told
    assert told.endswith(f"python -m tests.sync.faults {SEED}")


@pytest.mark.parametrize("arguments", [["11"], ["11", "12-13"]])
def test_the_command_lives_through_the_seeds_it_is_given(arguments, capsys):
    from tests.sync.faults.__main__ import main

    assert main(arguments) == 0
    assert "seed 11" in capsys.readouterr().out
