"""What is on the disk and stays there when the power goes: files, and the names in a folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Put what happened to a folder's entries on the disk; raises ``OSError``."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder_of_stick(folder: Path) -> None:
    """Do what ``sync_folder`` does as far as the filesystem can; raises ``OSError``."""
    try:
        sync_folder(folder)
    except OSError as reason:
        if reason.errno != errno.EINVAL:  # Some filesystems of sticks cannot sync a folder.
            raise


def sync_file(path: Path) -> None:
    """Put a file's content on the disk; raises ``OSError``."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a small file so that it is there as before or whole, whenever the power goes.

    ``mode`` is what the file gets. Raises ``OSError``; then nothing is left beside it.
    """
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)  # A power cut may have left it, under another user or as a link.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        fresh.rename(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # A full disk has no room for what is of no use.
        raise
    sync_folder(path.parent)
