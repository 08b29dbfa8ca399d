"""A site of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.selftest.site import Site
from tests.app.selftest.sites import site_in
from tests.fakes import FakeClock


@pytest.fixture
def site(tmp_path: Path, clock: FakeClock) -> Site:
    """A site without a ledger, on Tuesday at 09.41."""
    data = tmp_path / "data"
    data.mkdir()
    return site_in(data, clock)
