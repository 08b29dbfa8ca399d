"""One writer a data folder: an exclusive flock that even kill -9 frees."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import NotPermitted, SecondWriter, StoreProblem

LOCK_FILE = "ledger.lock"
_TRIES, _PAUSE_S = 5, 0.05
"""A reader may hold the lock for the milliseconds of a copy; a kiosk holds it for good."""

_REMEDY = (
    "Stop it first, or give this one a data folder and a terminal number of its own "
    "(--data DIR, KIOSK_TERMINAL)."
)


class FolderLock:
    """Holds the folder for this process until ``release``."""

    def __init__(
        self, folder: Path, file: str = LOCK_FILE, who: str = "kiosk", remedy: str = _REMEDY
    ) -> None:
        """Make the folder where it is missing and take the lock.

        Raises ``NotPermitted`` where the folder cannot be written and ``SecondWriter``, with
        ``remedy``, where another holds it; ``who`` that is.
        """
        self._handle = _open(folder, file)
        if not _take(self._handle, fcntl.LOCK_EX):
            os.close(self._handle)
            raise SecondWriter(f"{folder}: another {who} already writes here.", remedy)

    def release(self) -> None:
        """Let another have the folder."""
        os.close(self._handle)


@contextmanager
def without_writer(folder: Path) -> Generator[None]:
    """Keep writers out for a moment; raises ``StoreProblem`` while one is there.

    A folder without a lock file never had a writer: the ledger was brought there.
    """
    if not (folder / LOCK_FILE).exists():
        yield
        return
    handle = os.open(folder / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if not _take(handle, fcntl.LOCK_SH):
            raise StoreProblem(
                f"{folder}: a kiosk is just starting here.", "Read again when it runs."
            )
        yield
    finally:
        os.close(handle)


def _take(handle: int, kind: int) -> bool:
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S)
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return True
    return False


def _open(folder: Path, file: str) -> int:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder / file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: the data folder cannot be written ({reason.strerror}).",
            "Give the kiosk's user the right to write there, or choose another with --data DIR.",
        ) from reason
