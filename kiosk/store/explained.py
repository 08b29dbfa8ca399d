"""SQLite's errors in our words: what happened to the ledger, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import DiskFull, KioskError, NotPermitted, StoreProblem
from kiosk.store.engine import sqlite3

_NO_ROOM = 64 * 1024
"""Free bytes below which a failed write is taken as a full disk, whatever SQLite calls it."""


@contextmanager
def plain_errors(path: Path) -> Generator[None]:
    """Turn the errors of SQLite about the ledger ``path`` into ours, with a remedy."""
    try:
        yield
    except sqlite3.Error as reason:
        raise explained(path, reason) from reason


def is_io_error(reason: BaseException) -> bool:
    """Whether the disk itself failed, after which a connection's caches prove nothing."""
    return isinstance(reason, sqlite3.Error) and _name(reason).startswith("SQLITE_IOERR")


def explained(path: Path, reason: sqlite3.Error) -> KioskError:
    """Return our error for one of SQLite's."""
    name = _name(reason)
    if name.startswith("SQLITE_FULL") or (is_io_error(reason) and _no_room(path)):
        return DiskFull(
            f"{path}: the disk is full, so nothing was issued.",
            "Make room on the data disk; the kiosk goes on by itself.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotPermitted(
            f"{path}: it cannot be opened ({reason}).",
            "Give the kiosk's user the right to read and write in its data folder.",
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return damaged(path, str(reason))
    return StoreProblem(
        f"{path}: the ledger cannot be used ({reason}).",
        "Look at the disk, then start the kiosk again; nothing was issued.",
    )


def damaged(path: Path, what: str) -> StoreProblem:
    """Return the error for a ledger that is damaged or is none; the file is never deleted."""
    return StoreProblem(
        f"{path}: it is damaged or no ledger ({what}).",
        "Keep the file for salvage; `kiosk ledger verify` names the rows. To serve meanwhile, use "
        "another data folder with a terminal number that was never used.",
    )


def _name(reason: sqlite3.Error) -> str:
    return getattr(reason, "sqlite_errorname", "") or ""


def _no_room(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _NO_ROOM
