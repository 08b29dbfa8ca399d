"""Desks and kiosks without a window, closed again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from tests.app.kiosks import Kiosk, desk_in
from tests.fakes import FakeClock


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk of the example mall with a store of its own."""
    opened = desk_in(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def kiosk(tmp_path: Path, clock: FakeClock) -> Iterator[Kiosk]:
    """A kiosk without a window, on Tuesday at 09.41."""
    made = Kiosk(tmp_path, clock)
    yield made
    made.close()
