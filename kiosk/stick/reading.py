"""Reading one file of a stick: a regular file, of a bounded size, and never through a link."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from kiosk.stick import faults
from kiosk.stick.preview import Fault
from kiosk.stick.problems import StickGone

_NO_WAIT = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
"""A pipe in the file's place is opened without waiting for its writer, and then refused."""

_BLOCK = 1024 * 1024


class Unfit(Exception):
    """A file that is not even read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.reason)
        self.fault = fault


def read_regular(path: Path, largest: int) -> bytes:
    """Return the content of a regular file of 1 to ``largest`` bytes.

    Raises ``Unfit`` for anything else, ``StickGone`` where the stick fails under it.
    """
    try:
        handle = os.open(path, _NO_WAIT)
        try:
            content = _whole(handle, largest)
        finally:
            os.close(handle)
    except OSError as reason:
        raise _refusal(path, reason) from reason
    if not content:
        raise Unfit(faults.IS_EMPTY)
    return content


def _whole(handle: int, largest: int) -> bytes:
    """Read to the end, but never more than one byte above the cap: a file may grow."""
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise Unfit(faults.IS_NO_FILE)
    blocks: list[bytes] = []
    left = largest + 1 if found.st_size <= largest else 0
    while left and (block := os.read(handle, min(_BLOCK, left))):
        blocks.append(block)
        left -= len(block)
    if not left:
        raise Unfit(faults.too_large(largest))
    return b"".join(blocks)


def _refusal(path: Path, reason: OSError) -> Exception:
    if reason.errno == errno.ELOOP:
        return Unfit(faults.IS_LINK)
    if reason.errno in {errno.EACCES, errno.EPERM, errno.ENXIO, errno.EISDIR}:
        return Unfit(faults.UNREADABLE)
    return StickGone(path, reason)
