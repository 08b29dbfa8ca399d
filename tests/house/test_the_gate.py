"""The gate can fail: what must never pass is planted, and pytest is run on it as it is on us."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = """
import threading, time, warnings
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

STOP = threading.Event()
KEPT = []


def test_that_is_clean(qapp): pass


def test_that_leaves_a_thread():
    thread = threading.Thread(target=STOP.wait, daemon=True)
    thread.start()


def test_that_warns(): warnings.warn("planted", stacklevel=1)


def test_that_makes_qt_warn(qapp): qWarning("planted")


def test_that_passes_though_it_should_not():
    pass


test_that_passes_though_it_should_not = pytest.mark.xfail(test_that_passes_though_it_should_not)


@pytest.mark.full
def test_that_takes_long(): pass


def test_that_leaves_a_timer(qapp):
    KEPT.append(QTimer())
    KEPT[-1].start(60_000)


def test_that_leaves_a_window(qapp): KEPT.append(QWidget())


def test_that_comes_after_the_leaks(qapp): pass
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report_on(tmp_path_factory.mktemp("planted"), full="0")


def report_on(folder: Path, full: str) -> str:
    (folder / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = ["-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-v", "-rs"]
    done = subprocess.run(
        [sys.executable, *command, "-p", "no:xdist", folder],
        cwd=ROOT,
        env=os.environ | {"KIOSK_FULL": full},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["test_that_is_clean", "test_that_comes_after_the_leaks"])
def test_a_clean_test_passes_and_is_not_blamed_for_others(report: str, name: str) -> None:
    assert f"::{name} PASSED" in report
    assert f"::{name} ERROR" not in report


@pytest.mark.parametrize(
    ("outcome", "name", "reason"),
    [
        ("ERROR", "test_that_leaves_a_thread", "threads left behind: ['Thread-"),
        ("ERROR", "test_that_leaves_a_timer", "left running: ['QTimer']"),
        ("ERROR", "test_that_leaves_a_window", "windows left behind: ['QWidget']"),
        ("FAILED", "test_that_warns", "UserWarning: planted"),
        ("FAILED", "test_that_makes_qt_warn", "Qt messages with level WARNING or above emitted"),
        ("FAILED", "test_that_passes_though_it_should_not", "[XPASS(strict)]"),
    ],
)
def test_what_must_never_pass_does_not(report: str, outcome: str, name: str, reason: str) -> None:
    assert f"::{name} {outcome}" in report
    assert reason in report


def test_what_takes_long_is_left_out_with_a_reason(report: str) -> None:
    assert "::test_that_takes_long SKIPPED" in report
    assert "takes long: runs under ./check --full" in report


def test_the_full_gate_runs_what_takes_long(tmp_path: Path) -> None:
    assert "::test_that_takes_long PASSED" in report_on(tmp_path, full="1")
