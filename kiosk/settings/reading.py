"""Reading a file that anybody may have laid there: nothing hangs, nothing fills the memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kiosk.settings.problems import Problem

LARGEST_FILE = 256 * 1024
"""A settings file is read whole, so its size is capped before it is parsed (bytes)."""

_BOMS = {b"\xef\xbb\xbf": "UTF-8 with a BOM", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class Unreadable(Exception):
    """A file that cannot be read as a configuration; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.reason)
        self.problem = problem


def read_regular(path: Path, most: int) -> tuple[bytes, os.stat_result]:
    """Return a regular file's bytes and what the system knows of it.

    A pipe or a device is refused before a byte of it is read. Raises ``OSError``, and
    ``ValueError`` for what is no regular file or larger than ``most`` bytes.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no regular file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(most + 1) if found.st_size <= most else b""
    finally:
        os.close(handle)
    if found.st_size > most or len(content) > most:
        raise ValueError(f"it is larger than {_size(most)}")
    return content, found


def _size(most: int) -> str:
    return f"{most // 2**20} MiB" if most >= 2**20 else f"{most // 2**10} KB"


def read_text(path: Path) -> str:
    """Return a configuration file's text; raises ``Unreadable``."""
    try:
        content, found = read_regular(path, LARGEST_FILE)
    except (OSError, ValueError) as reason:
        words = f"it cannot be read ({getattr(reason, 'strerror', None) or reason})"
        raise _unreadable(path, words, _remedy_for(reason)) from reason
    if found.st_mode & stat.S_IWOTH:
        remedy = f"Look what stands in it, then: chmod o-w {path}"
        raise _unreadable(path, "everybody may write into it", remedy)
    return _decoded(path, content)


def _remedy_for(reason: OSError | ValueError) -> str:
    if isinstance(reason, OSError):
        return "Put a file there that the kiosk may read."
    if "larger" in str(reason):
        return "No configuration is so large: put the right file there."
    return "Put a file there in place of the pipe, folder or device."


def _decoded(path: Path, content: bytes) -> str:
    if not content.strip():  # What some filesystems leave of a file after a power cut.
        remedy = "Bring the former one back, or take the file away: without any it is the demo."
        raise _unreadable(path, "it is empty", remedy)
    for bom, name in _BOMS.items():
        if content.startswith(bom):
            raise _unreadable(path, f"it is {name}", "Save it as UTF-8 without BOM.")
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        words = "there is a NUL in it: it is UTF-16 or no text"
        raise _unreadable(path, words, "Save it as UTF-8 without BOM.", line)
    try:
        return content.decode()
    except UnicodeDecodeError as reason:
        line = content.count(b"\n", 0, reason.start) + 1
        raise _unreadable(path, "it is no UTF-8", "Save it as UTF-8.", line) from reason


def _unreadable(path: Path, reason: str, remedy: str, line: int = 0) -> Unreadable:
    glass = "Berkas setelan tidak bisa dibaca."
    return Unreadable(Problem(path.name, reason, remedy, glass, line))
