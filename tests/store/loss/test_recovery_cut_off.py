"""A recovery that is cut off between any two steps is finished by the next start.

A fail point stands before each call that changes what is on the disk. There a child process ends
as ``kill -9`` ends it: nothing of it is tidied up.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk import durable
from kiosk.errors import StoreProblem
from kiosk.store.connection import open_ledger
from kiosk.store.loss import quarantine, succession
from tests.store.ledgers import HandClock, opened
from tests.store.losses import (
    assert_each_once,
    given_by,
    kept_labels,
    killed,
    reasons,
    records_of,
    starts_of,
)

KILLED = 9


class FailPoints:
    """Counts the steps of what it runs, and kills it before one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._passed, self._fatal = 0, -1
        for owner, name in (
            (Path, "rename"),
            (Path, "mkdir"),
            (Path, "unlink"),
            (os, "fsync"),
            (succession, "write_epochs"),
            (succession, "begin_ledger"),
            (succession, "set_aside"),
            (quarantine, "sync_folder"),
            (durable, "write_whole"),
        ):
            monkeypatch.setattr(owner, name, self._before(getattr(owner, name)))

    def count(self, work: Callable[[], object]) -> int:
        """Return how many steps ``work`` has."""
        self._passed = 0
        work()
        return self._passed

    def kill(self, work: Callable[[], object], fatal: int) -> None:
        """Let a process of its own do ``work`` until it is killed before step ``fatal``."""
        child = os.fork()
        if child == 0:
            self._passed, self._fatal = 0, fatal
            try:
                work()
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == KILLED

    def _before(self, step: Callable) -> Callable:
        def fail_or_go_on(*args, **kwargs):
            if self._passed == self._fatal:
                os._exit(KILLED)
            self._passed += 1
            return step(*args, **kwargs)

        return fail_or_go_on


@pytest.fixture
def fail_points(monkeypatch):
    return FailPoints(monkeypatch)


GIVEN = [("2026-11-24", f"A00{number}") for number in (1, 2, 3)]


@pytest.fixture
def damaged(tmp_path):
    """A killed kiosk whose ledger then lost its first page."""
    folder = tmp_path / "damaged"
    assert killed(tmp_path / "running", folder) == GIVEN
    path = folder / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    return folder


@pytest.fixture
def missing(damaged):
    (damaged / "ledger.db").unlink()
    return damaged


def copy_of(folder, name):
    return Path(shutil.copytree(folder, folder.with_name(str(name))))


@pytest.mark.parametrize(
    ("lost", "stride"),
    [
        ("damaged", 6),
        ("missing", 9),
        pytest.param("damaged", 1, marks=pytest.mark.full),
        pytest.param("missing", 1, marks=pytest.mark.full),
    ],
)
def test_a_recovery_that_is_killed_at_any_step_is_finished_by_the_next_start(
    request, fail_points, lost, stride
):
    lost = request.getfixturevalue(lost)
    stores = []
    steps = fail_points.count(lambda: stores.append(opened(copy_of(lost, "whole"))))
    stores[0].close()
    assert steps > 20
    for fatal in range(0, steps, stride):
        folder = copy_of(lost, fatal)
        fail_points.kill(partial(opened, folder), fatal)
        _is_recovered(folder)


def _is_recovered(folder):
    store = opened(folder)
    given = GIVEN + given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(folder))
    assert [label for _, label in given[-2:]] == ["A101001", "A101002"]
    assert [each.state for each in records_of(folder)] == ["over", "runs"]
    assert len(starts_of(folder)) == 1
    assert not list(folder.glob("*.new*"))
    assert not list(folder.glob("*.rows"))


def test_a_recovery_that_is_killed_twice_is_finished_by_the_third_start(damaged, fail_points):
    for fatal in (5, 9, 14, 19):
        folder = copy_of(damaged, fatal)
        for again in (fatal, 4):
            fail_points.kill(partial(opened, folder), again)
        _is_recovered(folder)


@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.full)])
def test_a_new_epoch_that_is_killed_at_any_step_is_finished_by_the_next_start(
    tmp_path, fail_points, stride
):
    store = opened(tmp_path / "whole")
    assert given_by(store, 3) == GIVEN
    store.close()
    steps = fail_points.count(lambda: _begin_epoch(copy_of(tmp_path / "whole", "counted")))
    assert steps > 20
    for fatal in range(0, steps, stride):
        folder = copy_of(tmp_path / "whole", fatal)
        fail_points.kill(partial(_begin_epoch, folder), fatal)
        _goes_on(folder)


def _begin_epoch(folder):
    """Start a kiosk, begin an epoch while it runs, and stop it."""
    store = opened(folder)
    store.begin_epoch("restored", store.ident.epoch, 9)
    store.close()


def _goes_on(folder):
    """What was given before is there; the epoch has ended, or was not ended at all."""
    store = opened(folder)
    given = GIVEN + given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(folder))
    assert set(kept_labels(folder)) == set(given)
    if reasons(folder) == ["first"]:
        assert given[-1][1] == "A005"
    else:
        assert reasons(folder) == ["first", "restored"]
        assert given[-1][1] == "A101002"
        first = records_of(folder)[0]
        assert first.ledger == f"ledger-{first.epoch}.db"


@pytest.mark.parametrize("last", ["set_aside", "begin_ledger", "write_epochs"])
def test_a_step_that_the_disk_refuses_is_told_and_done_by_the_next_start(
    damaged, monkeypatch, last
):
    def refuse(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(succession, last, refuse)
        for _ in range(2):
            with pytest.raises(StoreProblem, match="disk is full"):
                opened(damaged)
    _is_recovered(damaged)


def test_days_may_pass_before_the_next_start_finishes_a_recovery(damaged, fail_points):
    fail_points.kill(partial(opened, damaged), 14)
    clock = HandClock()
    clock.run(days=2)
    store = opened(damaged, clock)
    given = given_by(store, 2, clock=clock)
    store.close()
    assert given == [("2026-11-26", "A001"), ("2026-11-26", "A002")]
    assert_each_once(GIVEN + given, kept_labels(damaged))


def test_what_a_cut_off_recovery_left_half_made_is_thrown_away(damaged, fail_points):
    fail_points.kill(partial(opened, damaged), 14)
    half = open_ledger(damaged / "ledger.db.new")
    half.execute("UPDATE upkeep SET done = 7")
    (damaged / "ledger.db.new-journal").write_bytes(b"old")
    _is_recovered(damaged)
    half.close()
