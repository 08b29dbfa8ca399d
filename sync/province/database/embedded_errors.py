"""SQLite's errors about ``province.db`` in our words, with what to do about them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import DiskFull, KioskError, NotPermitted, StoreProblem
from kiosk.store.engine import sqlite3

_OURS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""What only a fault of this program can bring about; it is no problem of the store."""


@contextmanager
def plain_errors(path: Path) -> Generator[None]:
    """Turn what the world did to the file into an error with a remedy."""
    try:
        yield
    except _OURS:
        raise
    except sqlite3.Error as reason:
        raise _explained(path, reason) from reason


def _explained(path: Path, reason: sqlite3.Error) -> KioskError:
    name: str = getattr(reason, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return DiskFull(
            f"{path}: the disk is full, so nothing was stored.",
            "Make room on the province's disk; terminals send again by themselves.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return NotPermitted(
            f"{path}: it cannot be opened ({reason}).",
            "Give this user the right to read and write in the province's folder.",
        )
    if name.startswith("SQLITE_BUSY"):
        return StoreProblem(
            f"{path}: another program keeps it busy.", "Wait for the other program, or end it."
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return StoreProblem(
            f"{path}: it is damaged or no database ({reason}).",
            "Keep the file for salvage and restore the last backup; terminals send the rest again.",
        )
    return StoreProblem(
        f"{path}: it cannot be used ({reason}).",
        "Look at the disk, then start the province again; nothing was stored.",
    )
