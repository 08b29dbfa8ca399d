"""A guessing program that is killed at any moment has used every try it compared."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from kiosk.technicians.register import Register
from tests.technicians.machines import CHEAP, Machine

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 4


def killed_after(folder: Path, compared: int) -> Counter[str]:
    """Kill a guesser once it has said so many names; return how often it compared for whom."""
    program = [sys.executable, "-m", "tests.technicians.guess_until_killed", str(folder)]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE) as guesser:
        assert guesser.stdout is not None
        said = [guesser.stdout.readline() for _ in range(compared)]
        guesser.kill()
        said += guesser.stdout.readlines()
    return Counter(line.decode().strip() for line in said)


def hold(machine: Machine, moments: list[int]) -> None:
    """Kill guessers one after the other on one register, and count after each."""
    compared: Counter[str] = Counter()
    for kill, moment in enumerate(moments, start=1):
        compared += killed_after(machine.folder, moment)
        counted = Register(machine.folder, lambda: 0, f"look-{kill}", CHEAP).people()
        assert len(counted) == PEOPLE
        for person in counted:
            assert compared[person.id] <= person.tries <= min(15, compared[person.id] + kill)


@pytest.fixture
def guessed_at(machine: Machine) -> Machine:
    for number in range(PEOPLE):
        machine.register.add(f"Teknisi {number}")
    return machine


def test_a_try_that_was_compared_was_counted_before(guessed_at: Machine) -> None:
    hold(guessed_at, [1, 7, 16])


@pytest.mark.full
@pytest.mark.parametrize("seed", range(30))
def test_at_any_moment(seed: int, guessed_at: Machine) -> None:
    chance = Random(seed)  # noqa: S311 - a schedule, not a secret
    hold(guessed_at, [chance.randint(1, 12) for _ in range(4)])
