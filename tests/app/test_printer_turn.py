"""Turns at the printer: one process after the other, and no dead one keeps the living out."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.app import printer_turn as turns
from kiosk.app.printer_turn import FILE, printer_turn
from kiosk.errors import NotPermitted, PrinterProblem

ROOT = Path(__file__).parents[2]
KEEPER = """
import sys
from pathlib import Path
from kiosk.app.printer_turn import printer_turn

with printer_turn(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


@contextmanager
def kept_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process have the turn."""
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "mine\n"
        yield keeper
        keeper.kill()


def is_free(folder: Path) -> bool:
    handle = os.open(folder / FILE, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def test_within_a_turn_nobody_else_has_it(tmp_path: Path) -> None:
    with printer_turn(tmp_path / "data"):
        assert not is_free(tmp_path / "data")
    assert is_free(tmp_path / "data")


def test_a_turn_ends_with_its_fault(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), printer_turn(tmp_path):
        raise ZeroDivisionError
    assert is_free(tmp_path)


def test_whoever_waits_too_long_is_told_what_to_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(turns, "_PAUSE_SECONDS", 0.002)
    with kept_by_another(tmp_path), pytest.raises(PrinterProblem) as raised:
        printer_turn(tmp_path).__enter__()
    assert raised.value.code == 9
    assert "Wait" in raised.value.remedy


def test_whoever_waits_gets_the_turn_when_the_other_is_done(tmp_path: Path, monkeypatch) -> None:
    with kept_by_another(tmp_path) as keeper:
        waited: list[float] = []

        def pause(seconds: float) -> None:
            """Let the other end its turn, in place of time passing."""
            waited.append(seconds)
            keeper.communicate("")

        monkeypatch.setattr(turns.time, "sleep", pause)
        with printer_turn(tmp_path):
            assert keeper.returncode == 0
    assert len(waited) == 1


def test_kill_9_frees_the_turn(tmp_path: Path, monkeypatch) -> None:
    with kept_by_another(tmp_path) as keeper:
        assert not is_free(tmp_path)
        keeper.kill()
        keeper.wait()
        monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.0)
        with printer_turn(tmp_path):
            pass


def test_the_program_that_a_turn_starts_does_not_keep_it(tmp_path: Path) -> None:
    with printer_turn(tmp_path):
        child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, close_fds=False)
    assert is_free(tmp_path)
    child.communicate(b"")


def test_patience_is_longer_than_any_paper_takes() -> None:
    assert turns.PATIENCE_SECONDS >= 30


def test_a_folder_that_cannot_be_written_is_a_matter_of_permission(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(NotPermitted) as raised:
        printer_turn(tmp_path / "data").__enter__()
    assert raised.value.code == 4
