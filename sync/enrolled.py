"""What a terminal remembers of its enrolment: which province, where it is, which key it trusts.

Kept apart from ``sync.enrolment``, since every command asks for it and must not wait for
cryptography.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from kiosk.durable import sync_folder
from kiosk.errors import DataProblem, NotPermitted, UsageError
from kiosk.settings.addresses import NoAddress, PlainHttp, is_loopback, server_url

__all__ = [
    "Enrolment",
    "NoAddress",
    "PlainHttp",
    "is_loopback",
    "read_enrolment",
    "save_enrolment",
    "server_url",
]

FILE = "server.json"
LARGEST_FILE = 64 * 1024
"""Bytes; what is larger is no such file and is not read."""

_ENROL_AGAIN = "Move the file away and enrol this terminal again (`kiosk enroll`)."


class Enrolment(msgspec.Struct, frozen=True):
    """A terminal's province: ``url`` without a path (empty: only files go between the two).

    ``server_key`` is the province's public key (64 hex digits), ``enrolled`` an ISO 8601 time.
    """

    url: str
    server_key: str
    terminal: str
    enrolled: str

    @property
    def is_far(self) -> bool:
        """Whether the province is anywhere but on this machine."""
        return not (self.url and is_loopback(urlsplit(self.url).hostname or ""))


def read_enrolment(folder: Path) -> Enrolment | None:
    """Return the enrolment of the terminal whose data lie in ``folder``, or None.

    Raises ``NotPermitted`` where the file cannot be read, ``DataProblem`` where it is damaged.
    """
    path = folder / FILE
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_FILE:
            raise DataProblem(f"{path}: it is no enrolment.", _ENROL_AGAIN)
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the enrolment cannot be read ({reason.strerror}).",
            "Run the command as the user who owns the file.",
        ) from reason
    return _checked(path, raw)


def save_enrolment(folder: Path, enrolment: Enrolment) -> None:
    """Write the enrolment, whole or not at all; raises ``NotPermitted``."""
    path = folder / FILE
    fresh = path.with_name(FILE + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(enrolment)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(folder)
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the enrolment cannot be kept ({reason.strerror}).",
            "Give this user the right to write in the data folder.",
        ) from reason


def _checked(path: Path, raw: bytes) -> Enrolment:
    try:
        found = msgspec.json.decode(raw, type=Enrolment)
        right = not found.url or server_url(found.url) == found.url
        right = right and len(bytes.fromhex(found.server_key)) == 32
    except (msgspec.MsgspecError, UsageError, ValueError, RecursionError) as reason:
        raise DataProblem(f"{path}: it is no enrolment.", _ENROL_AGAIN) from reason
    if not right:
        raise DataProblem(f"{path}: it names no address or no key.", _ENROL_AGAIN)
    return found
