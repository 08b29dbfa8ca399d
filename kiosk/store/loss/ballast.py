"""Ballast: room on the data disk that is set aside while there is plenty, and let go when it ends.

After the disk is full SQLite rolls back cleanly and nothing is lost, but a kiosk that gives no
numbers until somebody has tidied up a disk stands still for a day. 64 MB are some 40,000 visits.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

BALLAST = "ballast"
BALLAST_BYTES = 64 * 1024 * 1024
ROOM = 16
"""The ballast is made only where this many times its size is free, so that it is never what fills
the disk: 1 GB for 64 MB."""


class Ballast:
    """The ballast of one data folder."""

    def __init__(self, folder: Path, size: int | None = None) -> None:
        """Look after the ballast in ``folder``, of ``size`` bytes, 0 for none; make nothing yet."""
        self._path = folder / BALLAST
        self._size = BALLAST_BYTES if size is None else size

    @property
    def size(self) -> int:
        """Bytes that can be let go."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def skipped(self) -> str:
        """Why there is none and none will be made now; "" where there is or may be one."""
        free = shutil.disk_usage(self._path.parent).free
        if not self._size:
            return "none is wanted"
        if self.size < self._size and free < ROOM * self._size:
            return f"{free // 2**20} MB are free, {ROOM * self._size // 2**20} are needed"
        return ""

    def keep(self) -> bool:
        """Make the ballast where there is room for it; whether it is there. To be called at idle.

        Raises ``OSError`` where the disk does not take it after all; nothing is left behind then.
        """
        if self.size >= self._size or self.skipped:
            return self.size > 0
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(handle, 0, self._size)
        except OSError:
            self._path.unlink()
            raise
        finally:
            os.close(handle)
        return True

    def release(self) -> int:
        """Let the ballast go and return how many bytes that were, 0 where there was none."""
        size = self.size
        self._path.unlink(missing_ok=True)
        return size
