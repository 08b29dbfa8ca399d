"""A data folder, a stick, and a ledger where a test wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.kiosks import desk_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which nothing is yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def with_ledger(data: Path) -> Path:
    """The data folder of a terminal that was started before."""
    desk_in(data).store.close()
    return data
