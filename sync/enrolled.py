"""What a terminal remembers of its enrolment: which province, where it is, which key it trusts.

Kept apart from ``sync.enrolment``, since every command asks for it and must not wait for
cryptography.
"""

from __future__ import annotations

import ipaddress
import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from kiosk.errors import DataProblem, NotPermitted, UsageError

FILE = "server.json"
LARGEST_FILE = 64 * 1024
"""Bytes; what is larger is no such file and is not read."""

_URL_REMEDY = "Write it as https://anjungan.contoh.go.id, or http://127.0.0.1:8700 for a try."
_ENROL_AGAIN = "Move the file away and enrol this terminal again (`kiosk enroll`)."


class NoAddress(UsageError):
    """What was typed is no server's address."""

    key = "no_address"


class PlainHttp(UsageError):
    """Plain http to another machine."""

    key = "plain_http"


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


def server_url(text: str) -> str:
    """Return a server's address as it is kept: scheme, host, port.

    Raises ``NoAddress`` for anything else, and ``PlainHttp`` for plain http to another machine.
    """
    plain = text.strip()
    try:
        parts = urlsplit(plain)
        port, host = parts.port, parts.hostname or ""
    except ValueError as reason:
        raise NoAddress(f"That is no server's address ({reason}).", _URL_REMEDY) from reason
    if not _only_a_place(plain) or parts.scheme not in {"http", "https"} or not host:
        raise NoAddress(
            "That is no server's address: it has scheme, host, perhaps a port, and nothing else.",
            _URL_REMEDY,
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise PlainHttp(
            f"Plain http would show the ledger to everybody between here and {host}.",
            "Write https://; plain http is only for a server on this very machine.",
        )
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}" + (f":{port}" if port else "")


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine: 127.0.0.0/8, ::1, localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
        _sync_folder(folder)
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the enrolment cannot be kept ({reason.strerror}).",
            "Give this user the right to write in the data folder.",
        ) from reason


def _only_a_place(url: str) -> bool:
    """Whether there is nothing in an address but printable ASCII, and no user, path or query."""
    rest = url.partition("://")[2].removesuffix("/")
    return url.isascii() and url.isprintable() and not set(rest) & set(" /\\@?#")


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


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
