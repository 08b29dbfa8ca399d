"""Turns at the printer, across processes: the kiosk prints, or a technician's command does.

Two clients at once on one raw printer would mix their bytes.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import NotPermitted, PrinterProblem

FILE = "printer.lock"
PATIENCE_SECONDS = 120.0
"""Longer than any paper takes: three tries at a sheet of A4 on a printer that has to wake up."""

_PAUSE_SECONDS = 0.05


@contextmanager
def printer_turn(folder: Path, patience: float | None = None) -> Generator[None]:
    """Have the printer alone; raises ``PrinterProblem`` where somebody keeps it too long.

    ``patience`` is in seconds, as long as any paper takes where none is given. The kernel frees the
    lock when a process dies, so nobody is kept out by a dead one. Raises ``NotPermitted``
    where the folder cannot be written.
    """
    handle = _opened(folder)
    try:
        _wait_for(handle, PATIENCE_SECONDS if patience is None else patience)
        yield
    finally:
        os.close(handle)


def _opened(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: the printer's turn cannot be taken there ({reason.strerror}).",
            "Give the kiosk's user the right to write in its data folder.",
        ) from reason


def _wait_for(handle: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise PrinterProblem(
                    "Another program of the kiosk keeps the printer.",
                    "Wait until its paper is out, or end that program.",
                ) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return
