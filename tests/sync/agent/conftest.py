"""Fixtures for the agent's tests: an office with real books, and a terminal that is enrolled."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.agent.office import Office
from tests.sync.agent.terminals import Terminal


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office where the terminal was enrolled, made once since that takes its time."""
    office = Office(tmp_path_factory.mktemp("office") / "province")
    office.close()
    return office


@pytest.fixture
def office(tmp_path: Path, first_office: Office) -> Iterator[Office]:
    office = Office(tmp_path / "province", first_office)
    yield office
    office.close()


@pytest.fixture
def terminal(tmp_path: Path, office: Office) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "terminal", office)
    yield terminal
    terminal.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter and only its owner may write, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
