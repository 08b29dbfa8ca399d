"""The kiosk's own programs as processes of a measurement, and waiting for what they do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

OPEN_HOUR = "2026-11-24T09:41"

_GIVE_WAY = 5
"""A third of our share. With much less, one that is interrupted within the file system's journal
would keep everybody's fsyncs waiting."""

_LOOK_S = 0.02
_END_S = 60


class NotInTime(Exception):
    """A program did not do what it was waited for."""


def environment() -> dict[str, str]:
    """Return the environment of a measured program: nothing of this machine's settings."""
    root = Path(__file__).resolve().parents[2]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    path = os.pathsep.join(filter(None, [str(root), kept.get("PYTHONPATH")]))
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "KIOSK_NOW": OPEN_HOUR, "PYTHONPATH": path}


def module(name: str, *arguments: object) -> list[str]:
    """Return the command that runs a module with this very Python."""
    return [sys.executable, "-m", name, *map(str, arguments)]


def giving_way(command: Sequence[str]) -> list[str]:
    """Return a command that leaves the processors to others: it stands for another machine."""
    return ["nice", "-n", f"{_GIVE_WAY}", *command]


@contextmanager
def running(command: list[str]) -> Generator[subprocess.Popen[str]]:
    """Run a program whose standard input and output are ours, and end it with the block.

    What it writes to standard error is shown only where the block fails.
    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield process
        except BaseException:
            errors.seek(0)
            sys.stderr.write(errors.read())
            raise
        finally:
            process.terminate()
            process.wait(_END_S)


def said(process: subprocess.Popen[str]) -> str:
    """Return the next line of a running program; raises ``NotInTime`` where it has ended."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise NotInTime(f"{process.args} ended with {process.wait(_END_S)}")
    return line.rstrip("\n")


def tell(process: subprocess.Popen[str], line: str) -> None:
    """Write a line to a running program."""
    assert process.stdin is not None  # noqa: S101 - it was made with a pipe
    process.stdin.write(line + "\n")
    process.stdin.flush()


def wait_until(true: Callable[[], bool], within_s: float) -> float:
    """Look every 20 ms until something is true; return the seconds. Raises ``NotInTime``."""
    began = time.perf_counter()
    while not true():
        if time.perf_counter() - began > within_s:
            raise NotInTime(f"{within_s:g} s were not enough")
        time.sleep(_LOOK_S)
    return time.perf_counter() - began


def most_memory_mb(process: subprocess.Popen[str]) -> float:
    """Return the most memory (MB, resident) that a running process has had at once."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (line,) = (row for row in status.splitlines() if row.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
