"""What the WAL must still hold: commits of a killed kiosk that a cut or deleted WAL would lose.

SQLite takes what it finds. Where the WAL is gone, or breaks off early, it silently goes on from an
older state, and numbers that were given would be given again. Two witnesses tell, and neither
costs a ticket anything: the mark that a kiosk leaves while its WAL is in use, and the index of the
WAL (``-shm``), which outlives a killed process and never claims a frame before it is on the disk.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from struct import Struct, unpack

from kiosk.durable import sync_folder
from kiosk.store.engine import sqlite3
from kiosk.store.loss.pages import FRAME_HEADER, PAGE, WAL_HEADER

MARK = "ledger.running"

_INDEX = Struct("=IIIBBHI")
"""The start of the index's header (wal.c, WalIndexHdr): version, unused, changes, whether it is
set up, byte order of checksums, page size, frames."""

_INDEX_COPY, _INDEX_SALT = slice(48, 96), slice(32, 40)
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_SALT = slice(16, 24)
_STRIDE = FRAME_HEADER + PAGE


def all_moved(connection: sqlite3.Connection) -> bool:
    """Move the WAL into the database, waiting for no reader; whether all of it is there now."""
    try:
        (_, frames, moved) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.Error:
        return False
    return frames == moved


class RunningMark:
    """A file that says: a kiosk writes here, so there must be a WAL."""

    def __init__(self, path: Path) -> None:
        """Mark the folder of the ledger ``path``."""
        self._path = path.with_name(MARK)

    @property
    def is_there(self) -> bool:
        """Whether a kiosk runs, or was killed."""
        return self._path.exists()

    def set(self) -> None:
        """Leave the mark, on the disk when this returns; the WAL must have its first frame."""
        if not self.is_there:
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
            sync_folder(self._path.parent)

    def clear(self) -> None:
        """Take the mark away before the WAL goes; on a disk that takes no more it stays."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)


def missing_commits(path: Path) -> str | None:
    """Return what tells that the WAL of the ledger ``path`` has lost commits, or None.

    To be asked before SQLite opens the ledger, by the process's only user of it: closing a file
    drops the process's locks on it.
    """
    wal = path.with_name(f"{path.name}-wal")
    head = _start_of(wal, WAL_HEADER)
    index = _start_of(path.with_name(f"{path.name}-shm"), _INDEX_COPY.stop)
    if not _holds(head):
        # Closed in order it may be gone, or begun by half: what a power cut left of it, or brought
        # back of its index, tells nothing then.
        return "the WAL of a killed kiosk is gone" if RunningMark(path).is_there else None
    if _frames(index) and index[_INDEX_SALT] == head[_WAL_SALT]:
        size = wal.stat().st_size
        if size < WAL_HEADER + _frames(index) * _STRIDE:
            return f"the WAL was cut to {size} bytes"
    return None


def frames_claimed(path: Path) -> int:
    """Return how many frames of the present WAL its index knows of, 0 where it does not tell."""
    head = _start_of(path.with_name(f"{path.name}-wal"), WAL_HEADER)
    index = _start_of(path.with_name(f"{path.name}-shm"), _INDEX_COPY.stop)
    return _frames(index) if head and index[_INDEX_SALT] == head[_WAL_SALT] else 0


def frames_read(connection: sqlite3.Connection) -> int:
    """Return how many frames of the WAL SQLite takes; the ledger must have been read."""
    (_, frames, _) = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    return int(frames)


def commits_beyond(path: Path, frames: int) -> int:
    """Return how many commits of the present WAL lie behind the first ``frames`` frames.

    One may be what a power cut tore: nobody was told of it. More were told of and are damaged.
    """
    with path.with_name(f"{path.name}-wal").open("rb") as wal:
        salt = wal.read(WAL_HEADER)[_WAL_SALT]
        found, at = 0, WAL_HEADER + frames * _STRIDE
        while True:
            wal.seek(at)
            head = wal.read(FRAME_HEADER)
            if len(head) < FRAME_HEADER or head[8:16] != salt:
                return found
            found += head[4:8] != bytes(4)
            at += _STRIDE


def _frames(index: bytes) -> int:
    """Return the frames that a whole index knows of; it is written twice, so a torn one shows."""
    if len(index) < _INDEX_COPY.stop or index[: _INDEX_COPY.start] != index[_INDEX_COPY]:
        return 0
    (_, _, _, is_set_up, _, page, frames) = _INDEX.unpack_from(index)
    return frames if is_set_up == 1 and page == PAGE else 0


def _holds(head: bytes) -> bool:
    """Whether this is the header of a WAL, by its own checksum; SQLite passes by any other WAL.

    See https://www.sqlite.org/fileformat2.html, 4.1 and 4.2.
    """
    magic = int.from_bytes(head[:4], "big")
    if len(head) < WAL_HEADER or magic not in _WAL_MAGIC:
        return False
    words = unpack(">6I" if magic & 1 else "<6I", head[:24])
    one = other = 0
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return (one, other) == unpack(">2I", head[24:])


def _start_of(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""
