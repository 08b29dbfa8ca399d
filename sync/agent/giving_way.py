"""Giving way: an agent lets a folder go while somebody enrols its terminal anew.

The wish is an exclusive flock, so that whoever is killed with it wishes for nothing any more.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.store.folder_lock import FolderLock

WISH_FILE = "enrol.lock"


@contextmanager
def wished(folder: Path) -> Generator[None]:
    """Wish for the folder meanwhile; raises ``SecondWriter`` where somebody else does."""
    lock = FolderLock(folder, WISH_FILE, "enrolment", "Wait until it has ended, then try again.")
    try:
        yield
    finally:
        lock.release()


def is_wished(folder: Path) -> bool:
    """Whether somebody wishes for the folder just now; a folder that cannot be read: nobody."""
    try:
        handle = os.open(folder / WISH_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
