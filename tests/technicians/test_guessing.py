"""The law of the lock: whatever somebody does with PINs, power and clocks, it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.technicians import register
from kiosk.technicians.rule import MOST_TRIES, wait_after_ms
from tests.technicians.machines import Machine

WAITS = st.sampled_from([1, 14_999, 15_000, 29_999, 30_000, 60_000, 500_000, 3_000_000, 10**7])
STEPS = st.one_of(
    st.tuples(st.just("wrong"), st.just(0)),
    st.tuples(st.just("killed"), st.just(0)),
    st.tuples(st.just("wait"), WAITS),
    st.tuples(st.just("cut"), st.sampled_from([0, 9_000, 10**7])),
    st.tuples(st.just("again"), st.just(0)),
    st.tuples(st.just("look"), st.just(0)),
)


class Killed(BaseException):
    """The program dies between the count and the comparison."""


class Guesser:
    """Somebody before a machine, and what the rule lets them have."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.machine = Machine(folder)
        self.patch = monkeypatch
        self.machine.register.add("Sari")
        self.tries = 0
        self.waited = 0

    def does(self, what: str, how: int) -> None:
        """Take one step; ``waited`` is how long the machine ran since the try or its start."""
        if what == "wait":
            self.machine.advance(how)
            self.waited += how
        elif what == "cut":
            self.machine.cut_power(back_at_ms=how)
            self.machine.register.people()
            self.waited = 0
        elif what == "again":
            self.machine.restart_program()
        elif what == "look":
            self.machine.register.people()
        elif what == "killed":
            self.guess_and_die()
        else:
            self.judge(self.machine.register.attempt("Sari", "wrong!").result)

    def guess_and_die(self) -> None:
        def die(_pin: str, _kept: str) -> bool:
            raise Killed

        with self.patch.context() as patch:
            patch.setattr(register, "pin_fits", die)
            try:
                verdict = self.machine.register.attempt("Sari", "wrong!")
            except Killed:
                self.judge("wrong")
            else:
                self.judge(verdict.result)

    def judge(self, result: str) -> None:
        may = self.tries < MOST_TRIES and self.waited >= wait_after_ms(self.tries)
        if self.tries >= MOST_TRIES:
            assert result == "locked"
        else:
            assert result == ("wrong" if may else "wait")
        if may:
            self.tries += 1
            self.waited = 0


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_nobody_gets_more_than_fifteen_tries_nor_waits_less_than_the_rule(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        guesser = Guesser(Path(folder), monkeypatch)
        for what, how in steps:
            guesser.does(what, how)
        assert guesser.tries <= MOST_TRIES
        [person] = guesser.machine.register.people()
        assert person.tries == guesser.tries


def test_the_whole_way_to_the_lock_takes_more_than_four_hours(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.register.add("Sari")
    began = machine.mono_ms
    machine.fail("Sari", MOST_TRIES)
    assert machine.mono_ms - began == sum(15_000 << step for step in range(10))
    assert machine.mono_ms - began > 4 * 3_600_000
