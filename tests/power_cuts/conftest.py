"""Fixtures for power cuts: the recorder, compiled once a run, and a judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.power_cuts.judge import Judge, judging
from tests.power_cuts.recorder import Recorder, compile_recorder, why_not_here


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Path:
    """The recorder; skips where it cannot be made."""
    if why_not_here():
        pytest.skip(why_not_here())
    return compile_recorder(tmp_path_factory.mktemp("recorder"))


@pytest.fixture
def recorder(library, tmp_path) -> Recorder:
    """A recorder with an empty data folder."""
    return Recorder.begin(library, tmp_path)


@pytest.fixture
def judge() -> Iterator[Judge]:
    """A judge."""
    with judging() as judge:
        yield judge
