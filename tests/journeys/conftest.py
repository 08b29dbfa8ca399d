"""Fixtures of whole ways through the real window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app.stick import place as stick_place
from tests.fakes import FakeClock
from tests.journeys.setting_up import FirstStart

Begin = Callable[..., FirstStart]


@pytest.fixture
def begin(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[Begin]:
    """Begin a first start, or go on with the one that was broken off."""
    switching = sys.getswitchinterval()
    monkeypatch.setenv(stick_place.VARIABLE, str(tmp_path / "media"))
    running: list[FirstStart] = []

    def beginning(*size: int) -> FirstStart:
        running.append(FirstStart(tmp_path, clock, *((size,) if size else ())))
        return running[-1]

    yield beginning
    for first in running:
        first.close()
    sys.setswitchinterval(switching)
