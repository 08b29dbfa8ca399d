"""Fixtures for power cuts: the recorder, compiled once a run, and a judge with a quick disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.power_cuts.judge import Judge
from tests.power_cuts.recorder import Recorder, compile_recorder, why_not_here

RAM_DISK = Path("/dev/shm")  # noqa: S108 - the judge's own fsyncs prove nothing, so they may be cheap


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
def judge(tmp_path) -> Iterator[Judge]:
    """A judge."""
    quick = RAM_DISK if os.access(RAM_DISK, os.W_OK | os.X_OK) else tmp_path
    with tempfile.TemporaryDirectory(dir=quick) as folder:
        yield Judge(Path(folder))
