"""What is in an image: its bytes, and what SQLite reads out of it after its own recovery."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from kiosk.store.connection import FILE, open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.loss import wal
from tests.power_cuts.disk import Content


def lay_out(image: Content, folder: Path) -> None:
    """Write an image into a folder."""
    for path, content in image.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def digest_of(image: Content) -> bytes:
    """Return a digest of all files with their names."""
    digest = hashlib.sha256()
    for path, content in image.items():
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()


def content_of(image: Content, folder: Path) -> bytes | None:
    """Return a digest of what stands in the ledger and in the files beside it.

    The image lies in ``folder``; the ledger is only read. None where a start may see more than
    SQLite does: where there is a fault, something to roll back, or a WAL that seems cut off.
    """
    beside = {path: data for path, data in image.items() if not path.startswith(FILE)}
    digest = hashlib.sha256(digest_of(beside))
    path = folder / FILE
    if wal.missing_commits(path):
        return None
    claimed = wal.frames_claimed(path)
    try:
        with closing(open_read_only(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return None
            frames = wal.frames_read(connection)
            if claimed > frames or _commits_beyond(path, frames) > 1:
                return None
            schema = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
            digest.update(repr(schema).encode())
            for kind, name, _ in schema:
                if kind == "table":
                    rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
                    digest.update(repr(rows).encode())
    except sqlite3.Error:
        return None
    return digest.digest()


def _commits_beyond(path: Path, frames: int) -> int:
    return wal.commits_beyond(path, frames) if path.with_name(f"{FILE}-wal").exists() else 0
