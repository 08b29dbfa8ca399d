"""A link to a raw printer: bytes out, bytes in, and one place to wait.

Nothing here blocks but ``wait``, so a printer that takes nothing or says nothing costs its time
limit and no more. A link also owns the time it waits by, so that a simulated printer can let
seconds pass without anybody sleeping.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class LinkLost(Exception):
    """The device is not there (any more). ``reason`` is one of IPP's words or ours.

    ``offline`` (refused, unplugged), ``busy`` (another client holds it), ``no-permission``.
    ``hint`` is English, for the command line.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        """Say why."""
        super().__init__(f"{reason}: {hint}" if hint else reason)
        self.reason = reason
        self.hint = hint


class Link(Protocol):
    """An open way to a device. Every method raises ``LinkLost`` once the device is gone."""

    def write(self, data: bytes) -> int:
        """Take as many leading bytes as fit now and return how many; 0 means "not now"."""
        ...

    def read(self) -> bytes:
        """Return what has arrived, at most 4,096 bytes; empty where nothing has."""
        ...

    def wait(self, seconds: float, *, writable: bool = False) -> None:
        """Wait until something can be read (or, with ``writable``, written), at most so long."""
        ...

    def port_faults(self) -> tuple[str, ...] | None:
        """Return what the port itself tells of its printer, as USB's printer class does.

        None where it never tells anything, as a network.
        """
        ...

    def now(self) -> float:
        """Return monotonic seconds, the time that ``wait`` lets pass."""
        ...

    def close(self, *, take_back: bool = False) -> None:
        """Let the device go, so that another client may have it; twice is once.

        With ``take_back`` what the kernel still holds is dropped: after a fault it would come out
        of the printer later, when nobody expects it.
        """
        ...


Connect = Callable[[], Link]
"""Opens a link within its own time limit; raises ``LinkLost``."""
