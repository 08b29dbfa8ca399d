"""PySide6 keeps its references to None; 6.12.0 on Python 3.11 lost one in many void calls."""

from __future__ import annotations

import sys
from collections.abc import Callable

import PySide6
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

CALLS = 200
"""Few enough that the test fails by its own words before None is used up and Python aborts."""

counts_none = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to count"
)


def references_lost(work: Callable[[int], object], rounds: int = CALLS) -> int:
    """Return how many references to None are gone after ``rounds`` of ``work(round)``."""
    work(0)
    before = sys.getrefcount(None)
    for number in range(rounds):
        work(number)
    return before - sys.getrefcount(None)


def test_pyside_stays_below_the_release_that_aborts() -> None:
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)


@counts_none
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda label, _timer, n: label.setText(str(n)), id="QLabel.setText"),
        pytest.param(lambda label, _timer, _n: label.update(), id="QWidget.update"),
        pytest.param(lambda label, _timer, _n: label.setVisible(False), id="QWidget.setVisible"),
        pytest.param(lambda label, _timer, n: label.resize(n, 20), id="QWidget.resize"),
        pytest.param(lambda label, _timer, n: label.setObjectName(str(n)), id="setObjectName"),
        pytest.param(lambda _label, timer, n: timer.setInterval(n), id="QTimer.setInterval"),
        pytest.param(lambda _label, timer, _n: timer.stop(), id="QTimer.stop"),
    ],
)
def test_void_calls_lose_no_reference_to_none(call: Callable[..., object]) -> None:
    label, timer = QLabel("09.41"), QTimer()
    lost = references_lost(lambda number: call(label, timer, number))
    label.deleteLater()
    assert lost < CALLS // 10


@counts_none
def test_the_count_notices_references_that_move() -> None:
    held: list[None] = [None] * CALLS
    assert references_lost(lambda _number: held.pop() if len(held) > 1 else None) > CALLS // 2


@pytest.mark.usefixtures("qapp")
def test_a_clock_label_survives_a_long_day_of_ticks() -> None:
    label = QLabel()
    for second in range(20_000):
        label.setText(f"{second // 3600:02}.{second // 60 % 60:02}")
    assert label.text() == "05.33"
    label.deleteLater()
