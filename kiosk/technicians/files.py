"""The register's files: two of them, for one user only, each there as before or whole."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.durable import sync_folder

LARGEST = 64 * 1024
"""Bytes that are read at most: twenty people take a tenth of it."""

PATIENCE_S = 10.0
"""Longer than anybody who tries a PIN has the files, so whoever keeps them longer hangs."""

_PAUSE_S = 0.02
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def turn(folder: Path, lock: str) -> Generator[None]:
    """Have the files alone, across processes; a process that dies lets them go.

    Raises ``OSError``, also where another process keeps them longer than ``PATIENCE_S``.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _give_to_owner(handle, folder)
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            if time.monotonic() >= until:
                words = "another program of the kiosk keeps it"
                raise TimeoutError(errno.ETIMEDOUT, words) from reason
            time.sleep(_PAUSE_S)
        else:
            return


def read_small(path: Path) -> bytes | None:
    """Return a small file's content, None where there is none.

    Raises ``ValueError`` for what is no file of ours (a pipe, a link, too large), ``OSError``.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        return None
    except OSError as reason:
        if reason.errno in {errno.ELOOP, errno.ENXIO}:
            raise ValueError("it is no file") from reason
        raise
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise ValueError("it is no file, or larger than 64 KB")
        return file.read(LARGEST)


def write_private(path: Path, content: bytes) -> None:
    """Write a file of mode 0600; on the disk when it returns.

    On a full disk the file that is there is written over in place, so that a try can be counted
    where nothing else can be written any more. Raises ``OSError``.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        _write_fresh(fresh, content)
    except OSError as reason:
        fresh.unlink(missing_ok=True)
        if reason.errno not in _FULL or not path.exists():
            raise
        _write_over(path, content)
        return
    fresh.rename(path)
    sync_folder(path.parent)


def _write_fresh(fresh: Path, content: bytes) -> None:
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        _give_to_owner(handle, fresh.parent)
        file.write(content)
        file.flush()
        os.fsync(handle)


def _write_over(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(handle)


def _give_to_owner(handle: int, folder: Path) -> None:
    """Let what root writes belong to the kiosk's user, whose folder it is."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)
