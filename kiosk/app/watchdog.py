"""The service manager's watchdog: it hears from us only while the kiosk makes progress.

A timer alone would go on ticking while the storage thread hangs, and nobody would get a number.
So a ping is the answer to a question: the glass's thread asks, the storage thread answers, and the
glass's thread takes the answer (sd_notify(3)).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping

from kiosk.app.executor import Executor

Notify = Callable[[str], None]

LOADING_US = 120_000_000
"""How long (µs) the first answer may take: a damaged ledger is set right before it."""


class Watchdog:
    """Tells ``notify`` that the first frame stands, then that the kiosk still makes progress.

    All methods belong to the GUI thread. ``usual_us`` is the service manager's own limit between
    two pings (µs), None where it sets none.
    """

    def __init__(self, storage: Executor, notify: Notify, usual_us: int | None) -> None:
        """Nothing is told before ``painted``."""
        self._storage, self._notify, self._usual_us = storage, notify, usual_us
        self._asked = False
        self._loaded = False

    def painted(self) -> None:
        """Say that the first frame is on the glass; what follows may take ``LOADING_US``."""
        patience = "" if self._usual_us is None else f"\nWATCHDOG_USEC={LOADING_US}"
        self._notify(f"READY=1{patience}")

    def look(self) -> None:
        """Ask the storage thread, unless it still owes an answer. Call it once a second."""
        if self._usual_us is None or self._asked:
            return
        self._asked = True
        self._storage.submit(_is_there, self._answered)

    def _answered(self, _result: object, _error: Exception | None) -> None:
        self._asked = False
        if not self._loaded:
            self._loaded = True
            self._notify(f"WATCHDOG_USEC={self._usual_us}")
        self._notify("WATCHDOG=1")


def watchdog_of(storage: Executor, environment: Mapping[str, str] | None = None) -> Watchdog:
    """Return the watchdog of whoever started this process; nobody may be listening.

    Reads ``NOTIFY_SOCKET`` and ``WATCHDOG_USEC``. ``WATCHDOG_PID`` is not looked at: the process
    that systemd starts is the compositor, and the kiosk is its child.
    """
    given = os.environ if environment is None else environment
    usual = given.get("WATCHDOG_USEC", "")
    address = given.get("NOTIFY_SOCKET", "")
    return Watchdog(storage, _sender(address), int(usual) if usual.isdecimal() else None)


def _sender(address: str) -> Notify:
    if not address:
        return _nobody
    name = "\0" + address[1:] if address.startswith("@") else address

    def send(state: str) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.setblocking(False)
            try:
                line.sendto(state.encode(), name)
            except OSError:  # Unheard, it is as if we hung: the service manager starts us again.
                return

    return send


def _nobody(_state: str) -> None:
    """Nobody listens: the kiosk was started by hand."""


def _is_there() -> None:
    """Being done is the answer."""
