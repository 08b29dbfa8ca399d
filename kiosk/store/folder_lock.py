"""One writer a data folder: an exclusive flock that even kill -9 frees."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from kiosk.errors import NotPermitted, SecondWriter

LOCK_FILE = "ledger.lock"


class FolderLock:
    """Holds the folder for this process until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is missing and take the lock.

        Raises ``NotPermitted`` where the folder cannot be written and ``SecondWriter`` where
        another kiosk holds it.
        """
        self._handle = _open(folder)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            os.close(self._handle)
            raise SecondWriter(
                f"{folder}: another kiosk already writes here.",
                "Stop it first, or give this one a data folder and a terminal number of its own "
                "(--data DIR, KIOSK_TERMINAL).",
            ) from reason

    def release(self) -> None:
        """Let another kiosk have the folder."""
        os.close(self._handle)


def _open(folder: Path) -> int:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: the data folder cannot be written ({reason.strerror}).",
            "Give the kiosk's user the right to write there, or choose another with --data DIR.",
        ) from reason
