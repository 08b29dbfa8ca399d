"""PySide6 keeps its references to None; 6.12.0 on Python 3.11 lost one in many void calls."""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

CALLS = 5_000


def test_pyside_stays_below_the_release_that_aborts() -> None:
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.usefixtures("qapp")
def test_void_calls_lose_no_reference_to_none() -> None:
    label, timer = QLabel("09.41"), QTimer()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        label.update()
        label.setVisible(False)
        label.resize(number % 50, 20)
        timer.setInterval(number)
    lost = before - sys.getrefcount(None)
    label.deleteLater()
    assert lost < CALLS // 10, f"{lost} references to None were lost in {CALLS} rounds"


@pytest.mark.usefixtures("qapp")
def test_a_clock_label_survives_a_long_day_of_ticks() -> None:
    label = QLabel()
    for second in range(20_000):
        label.setText(f"{second // 3600:02}.{second // 60 % 60:02}")
    assert label.text() == "05.33"
    label.deleteLater()
