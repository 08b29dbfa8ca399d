"""Sticks as the system gives them: small, read-only, and gone while they are read."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mount a filesystem of its own at ``folder``; the test is left out where that is not allowed.

    ``options`` are those of tmpfs, as ``size=1m``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=755", *options)), "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=20)
    if done.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=20)


def made_read_only(folder: Path) -> None:
    """Turn the switch of a mounted stick."""
    command = ["mount", "-o", "remount,ro", str(folder)]
    subprocess.run(command, check=True, timeout=20)


def failing(code: int, after: int):
    """Return an ``os.read`` that fails with ``code`` once ``after`` blocks were read."""
    real, left = os.read, [after]

    def read(handle: int, size: int) -> bytes:
        if not left[0]:
            raise OSError(code, os.strerror(code))
        left[0] -= 1
        return real(handle, min(size, 4096))

    return read


GONE = (errno.EIO, errno.ENODEV, errno.ENOENT, errno.ESTALE)
"""What a stick says that was pulled out."""
