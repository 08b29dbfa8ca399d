"""Errors of SQLite and of the disk in our words: what happened to the ledger, and what to do."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import DiskFull, KioskError, NotPermitted, StoreProblem
from kiosk.store.engine import found_damage, sqlite3

_NO_ROOM = 64 * 1024
"""Free bytes below which a failed write is taken as a full disk, whatever SQLite calls it."""

_UNREADABLE = ("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS")
"""A ledger that the disk does not give is as good as damaged, for as long as a queue waits."""

_SHUT = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


class Damaged(StoreProblem):
    """The ledger is damaged or is none; the store puts it into quarantine and begins another."""


@contextmanager
def plain_errors(path: Path) -> Generator[None]:
    """Turn the errors of SQLite and of the disk about the ledger ``path`` into ours."""
    try:
        yield
    except sqlite3.Error as reason:
        raise explained(path, reason) from reason
    except OSError as reason:
        raise _explained_by_system(path, reason) from reason


def is_mistrusted(reason: BaseException) -> bool:
    """Whether the connection is to be given up after an error.

    After one of the disk its caches prove nothing; what was opened on a disk that could not be
    written stays so; and a damaged ledger is not to be written on.
    """
    spoilt = ("SQLITE_IOERR", *_SHUT)
    torn = isinstance(reason, sqlite3.Error) and _name(reason).startswith(spoilt)
    return torn or found_damage(reason)


def explained(path: Path, reason: sqlite3.Error) -> KioskError:
    """Return our error for one of SQLite's."""
    name = _name(reason)
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _no_room(path)):
        return _disk_full(path)
    if name.startswith(_SHUT):
        return _not_permitted(path, str(reason))
    if found_damage(reason) or name.startswith(_UNREADABLE):
        return damaged(path, str(reason))
    return _unusable(path, str(reason))


def damaged(path: Path, what: str) -> Damaged:
    """Return the error for a ledger that is damaged or is none; the file is never deleted."""
    return Damaged(
        f"{path}: it is damaged or no ledger ({what}).",
        "Start the kiosk: it keeps its own damaged ledger in quarantine and goes on with another "
        "one. A file of another program it leaves alone; move that away.",
    )


def _explained_by_system(path: Path, reason: OSError) -> KioskError:
    if reason.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full(path)
    if reason.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return _not_permitted(path, reason.strerror or "")
    return _unusable(path, reason.strerror or str(reason))


def _disk_full(path: Path) -> DiskFull:
    return DiskFull(
        f"{path}: the disk is full, so nothing was issued.",
        "Make room on the data disk; the kiosk goes on by itself.",
    )


def _not_permitted(path: Path, why: str) -> NotPermitted:
    return NotPermitted(
        f"{path}: it cannot be opened ({why}).",
        "Give the kiosk's user the right to read and write in its data folder.",
    )


def _unusable(path: Path, why: str) -> StoreProblem:
    return StoreProblem(
        f"{path}: the ledger cannot be used ({why}).",
        "Look at the disk, then start the kiosk again; nothing was issued.",
    )


def _name(reason: sqlite3.Error) -> str:
    return getattr(reason, "sqlite_errorname", "") or ""


def _no_room(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _NO_ROOM
