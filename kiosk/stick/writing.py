"""Writing a folder onto a stick: all of it or nothing, on the medium, and read back."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.durable import sync_folder_of_stick
from kiosk.stick.problems import BadCopy, NotApplied, StickFull, stick_problem
from kiosk.stick.scanning import FOLDER

MOST_OF_A_DAY = 99
SLACK = 64 * 1024
"""Bytes that a filesystem may want for the folder itself."""

_BLOCK = 1024 * 1024
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def write_folder(stick: Path, name: str, files: Mapping[str, Path]) -> Path:
    """Copy ``files`` (name there → file here) into ``ANJUNGAN/name`` and return that folder.

    It gets its name when everything in it is on the medium and was read back; where that name is
    taken, ``-2`` and so on follows it. Raises ``StickFull``, ``StickReadOnly``, ``StickGone`` and
    ``BadCopy``; nothing new is then left on the stick, unless it was pulled out.
    """
    needed = sum(path.stat().st_size for path in files.values()) + SLACK
    fresh = stick / FOLDER / f".{name}.new"
    try:
        _own_folder(stick)
        _clear(fresh)
        if (free := _free(stick)) < needed:
            raise StickFull(stick, needed, free)
        fresh.mkdir()
        _fill(fresh, files)
        return _named(fresh, stick / FOLDER, name)
    except OSError as reason:
        if reason.errno in {errno.ENOSPC, errno.EDQUOT}:
            with suppress(OSError):
                _clear(fresh)
            raise StickFull(stick, needed, _free(stick)) from reason
        raise stick_problem(fresh, reason) from reason
    finally:
        with suppress(OSError):
            _clear(fresh)


def _own_folder(stick: Path) -> None:
    """Make ``ANJUNGAN``, or find it: a link in its place would lead off the stick."""
    folder = stick / FOLDER
    if not os.path.lexists(folder):
        folder.mkdir()
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise NotApplied(
            f"{folder} is no folder.",
            "Rename it on another computer, or take another stick.",
            f"{FOLDER} di stik ini bukan folder. Ganti namanya di komputer, atau pakai stik lain.",
        )


def _fill(folder: Path, files: Mapping[str, Path]) -> None:
    digests = {name: _copy(path, folder / name) for name, path in files.items()}
    sync_folder_of_stick(folder)
    for name, digest in digests.items():
        if _read_back(folder / name) != digest:
            raise BadCopy(folder / name)


def _copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as given, open(os.open(target, _FRESH, 0o644), "wb") as file:  # noqa: PTH123 - with flags
        while block := given.read(_BLOCK):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
        # Read back from the medium, not from the memory that has just been written.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest.hexdigest()


def _read_back(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(fresh: Path, folder: Path, name: str) -> Path:
    for number in range(1, MOST_OF_A_DAY + 1):
        target = folder / (name if number == 1 else f"{name}-{number}")
        if not os.path.lexists(target):
            fresh.rename(target)
            sync_folder_of_stick(folder)
            return target
    raise FileExistsError(errno.EEXIST, "there are too many exports of this day")


def _clear(folder: Path) -> None:
    """Take away what an export that was cut off has left: plain files in a folder of its own."""
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        folder.unlink()
        return
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _free(stick: Path) -> int:
    found = os.statvfs(stick)
    return found.f_bavail * found.f_frsize
