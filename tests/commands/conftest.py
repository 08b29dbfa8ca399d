"""The command in this process, with a data folder and an hour of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.__main__ import run
from tests.commands.calling import TUESDAY, Answer, Call


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    """The data folder that every command uses unless it is told another."""
    folder = tmp_path / "data"
    monkeypatch.setenv("KIOSK_DATA", str(folder))
    return folder


@pytest.fixture
def kiosk(data: Path, monkeypatch, capfd) -> Call:
    """Run one command on Tuesday at 09.41 and return its answer."""
    monkeypatch.setenv("KIOSK_NOW", TUESDAY)

    def call(*arguments: object) -> Answer:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Answer(code, said.out, said.err)

    return call
