"""Files on a stick: opened as if anybody had put them there, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, ClassVar

from kiosk.durable import sync_folder_of_stick
from kiosk.errors import DiskFull, KioskError, NotPermitted, UsageError

_NO_WAIT = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A pipe in the file's place is opened without waiting for its writer, and then refused."""

_BLOCK = 1024 * 1024


class BadFile(KioskError):
    """A file that was brought is not what it has to be; nothing of it was taken."""

    code: ClassVar[int] = 1
    key = "file"

    def __init__(self, path: Path, what: str, remedy: str = "") -> None:
        """Say what is wrong with the file at ``path``."""
        advice = remedy or "Copy it from its origin again, or have it written anew."
        super().__init__(f"{path}: {what}. Nothing was changed.", advice)


@contextmanager
def open_brought(path: Path, largest: int) -> Generator[BinaryIO]:
    """Open a regular file of at most ``largest`` bytes for reading; raises ``BadFile``."""
    try:
        handle = os.open(path, _NO_WAIT)
    except FileNotFoundError as reason:
        raise BadFile(path, "there is no such file", "Look for its right name.") from reason
    except OSError as reason:
        link = reason.errno == errno.ELOOP
        what = "it is a link" if link else f"it cannot be opened ({reason.strerror})"
        raise BadFile(path, what, "Name the file itself.") from reason
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise BadFile(path, "it is no file", "Name the file itself.")
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
        if found.st_size > largest:
            raise BadFile(path, f"it is larger than {largest} bytes")
        try:
            yield file
        except OSError as reason:
            raise BadFile(path, f"it cannot be read ({reason.strerror})") from reason


def copy_brought(brought: BinaryIO, copy: IO[bytes], where: Path) -> None:
    """Copy what was brought into a file in the folder ``where``.

    Raises ``OSError`` where it cannot be read, ``DiskFull`` and ``NotPermitted`` for the copy.
    """
    while block := brought.read(_BLOCK):
        try:
            copy.write(block)
        except OSError as reason:
            raise _unwritten(where, reason) from reason


@contextmanager
def fresh_file(path: Path, is_ours: Callable[[Path], bool]) -> Generator[BinaryIO]:
    """Write a file beside ``path`` and put it there, on the medium, when the block ends well.

    Only a file that ``is_ours`` is written over. Raises ``UsageError`` for anything else there,
    ``DiskFull`` and ``NotPermitted``.
    """
    _refuse_anothers(path, is_ours)
    fresh = path.with_name(f".{path.name}.new")
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with open(os.open(fresh, flags, 0o600), "w+b") as file:  # noqa: PTH123 - with flags
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder_of_stick(path.parent)
    except OSError as reason:
        raise _unwritten(path, reason) from reason
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _refuse_anothers(path: Path, is_ours: Callable[[Path], bool]) -> None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    except OSError as reason:
        raise _unwritten(path, reason) from reason
    if not stat.S_ISREG(found.st_mode) or not is_ours(path):
        raise UsageError(
            f"{path} is something else already; it is not written over.", "Choose another name."
        )


def _unwritten(path: Path, reason: OSError) -> KioskError:
    if reason.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull(f"{path}: there is no room for it.", "Take a larger stick, or make room.")
    return NotPermitted(
        f"{path}: it cannot be written ({reason.strerror}).",
        "Look whether the stick is in and may be written, and its folder exists.",
    )
