"""A service manager's end of the notify socket, as systemd holds it."""

from __future__ import annotations

import socket
from pathlib import Path

USUAL_US = 20_000_000


class Manager:
    """Hears what a service says of itself (sd_notify(3))."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(self.address)
        self._line.setblocking(False)
        self.environment = {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": str(USUAL_US)}

    def heard(self) -> list[str]:
        """Return what has come since it was last asked, one state each."""
        states: list[str] = []
        while True:
            try:
                states += self._line.recv(4096).decode().split("\n")
            except BlockingIOError:
                return states

    def wait_for(self, state: str, seconds: float) -> None:
        """Wait until a service says ``state``; what came before it is dropped."""
        self._line.settimeout(seconds)
        try:
            while state not in self._line.recv(4096).decode().split("\n"):
                pass
        finally:
            self._line.setblocking(False)

    def close(self) -> None:
        self._line.close()
