"""A raw printer on a device node, as the kernel's ``usblp`` gives it: /dev/usb/lp0.

The node is opened without blocking, since a printer without paper takes no bytes and a blocked
write could not be given up. Not tried on a real USB printer: none was at hand.
"""

from __future__ import annotations

import errno
import fcntl
import getpass
import grp
import os
import select
import stat
import time
from pathlib import Path

from printing.transport.link import LinkLost

_LPGETSTATUS = 0x060B
"""Asks usblp for the status byte of USB's printer class (linux/lp.h)."""

_PAPER_OUT, _SELECTED, _NO_ERROR = 0x20, 0x10, 0x08


class DeviceLink:
    """Implements ``printing.transport.link.Link`` on a character device."""

    def __init__(self, path: Path) -> None:
        """Open the node; raises ``LinkLost`` that says what to do."""
        try:
            self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except OSError as reason:
            raise _explained(path, reason) from reason

    def write(self, data: bytes) -> int:
        """Take as many leading bytes as the driver has room for."""
        try:
            return os.write(self._file, data)
        except OSError as reason:
            # usblp says "no space" while the printer has no paper; the state tells it better.
            if reason.errno in {errno.EAGAIN, errno.ENOSPC}:
                return 0
            raise LinkLost("offline", f"the printer is gone ({reason.strerror})") from reason

    def read(self) -> bytes:
        """Return what has arrived."""
        try:
            return os.read(self._file, 4096)
        except BlockingIOError:
            return b""
        except OSError as reason:
            raise LinkLost("offline", f"the printer is gone ({reason.strerror})") from reason

    def wait(self, seconds: float, *, writable: bool = False) -> None:
        """Wait for bytes (or room), at most so long."""
        poll = select.poll()
        poll.register(self._file, select.POLLIN | (select.POLLOUT if writable else 0))
        found = poll.poll(max(0.0, seconds) * 1000)
        if any(event & (select.POLLERR | select.POLLHUP | select.POLLNVAL) for _, event in found):
            raise LinkLost("offline", "the printer was unplugged")

    def port_faults(self) -> tuple[str, ...] | None:
        """Return the faults in the status byte of USB's printer class."""
        status = bytearray(4)
        try:
            fcntl.ioctl(self._file, _LPGETSTATUS, status)
        except OSError:  # No usblp behind this node, or it does not tell.
            return None
        return faults_of_port(status[0])

    def now(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def close(self, *, take_back: bool = False) -> None:
        """Close the node; usblp drops what has not left by itself."""
        del take_back
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def faults_of_port(status: int) -> tuple[str, ...]:
    """Return the faults in a status byte of USB's printer class (its specification, 4.2.2)."""
    found: list[str] = []
    if status & _PAPER_OUT:
        found.append("media-empty")
    if not status & _SELECTED:
        found.append("offline")
    if not status & _NO_ERROR and not found:
        found.append("error")
    return tuple(found)


def _explained(path: Path, reason: OSError) -> LinkLost:
    if reason.errno in {errno.EACCES, errno.EPERM}:
        user, group = getpass.getuser(), _group_of(path)
        hint = f"{path} may not be opened: `adduser {user} {group}`, then log in again"
        return LinkLost("no-permission", hint)
    if reason.errno == errno.EBUSY:
        return LinkLost("busy", f"another program holds {path} (CUPS?)")
    return LinkLost("offline", f"{path} is not there: is the printer plugged in and on?")


def _group_of(path: Path) -> str:
    """Return the group that may use a node; Debian's udev gives printers to ``lp``."""
    try:
        return grp.getgrgid(path.stat().st_gid).gr_name
    except (OSError, KeyError):
        return "lp"


def is_device(path: Path) -> bool:
    """Whether a path is a device node, rather than a file to collect bytes in."""
    try:
        return stat.S_ISCHR(path.stat().st_mode)
    except OSError:
        return path.is_relative_to("/dev")
