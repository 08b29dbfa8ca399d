"""Which file stands behind a name: by device and inode, as a deleted or replaced one shows."""

from __future__ import annotations

from pathlib import Path

File = tuple[int, int] | None
"""Device and inode; None where there is no such file."""


def file_at(path: Path) -> File:
    """Return which file or folder is there now; raises ``OSError`` but for a missing one."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def files_of(path: Path) -> tuple[File, File]:
    """Return which files now are the ledger ``path`` and its WAL; raises ``OSError``."""
    return file_at(path), file_at(path.with_name(f"{path.name}-wal"))
