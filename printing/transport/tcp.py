"""A raw printer on the network: one TCP connection, usually port 9100."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import time

from printing.transport.link import LinkLost

CONNECT_SECONDS = 1.0
"""A printer on the mall's own network answers in milliseconds; nobody waits for a dead one."""

_FAREWELL_SECONDS = 0.2
_DROP = struct.pack("ii", 1, 0)
"""SO_LINGER: on, for 0 seconds."""


class TcpLink:
    """Implements ``printing.transport.link.Link`` on a TCP connection."""

    def __init__(self, host: str, port: int) -> None:
        """Connect; raises ``LinkLost`` where nobody listens."""
        try:
            self._socket = socket.create_connection((host, port), CONNECT_SECONDS)
        except (OSError, ValueError) as reason:  # A name may be none that could be looked up.
            raise LinkLost("offline", f"{host}:{port} does not answer ({reason})") from reason
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes) -> int:
        """Take as many leading bytes as the connection has room for."""
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0
        except OSError as reason:
            raise LinkLost("offline", str(reason)) from reason

    def read(self) -> bytes:
        """Return what has arrived."""
        try:
            data = self._socket.recv(4096)
        except BlockingIOError:
            return b""
        except OSError as reason:
            raise LinkLost("offline", str(reason)) from reason
        if not data:
            raise LinkLost("offline", "the printer closed the connection")
        return data

    def wait(self, seconds: float, *, writable: bool = False) -> None:
        """Wait for bytes (or room), at most so long."""
        watch = [self._socket]
        select.select(watch, watch if writable else [], [], max(0.0, seconds))

    def port_faults(self) -> tuple[str, ...] | None:
        """A network tells nothing of a printer."""
        return None

    def now(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def close(self, *, take_back: bool = False) -> None:
        """Say farewell and close; with ``take_back`` the kernel forgets what has not arrived.

        Otherwise it would go on trying for minutes, and the slip come out when the cable is back.
        Not more than a moment is given to a printer that still talks: bytes left unread would make
        the kernel drop what is on its way.
        """
        with contextlib.suppress(OSError):
            if take_back:
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
            else:
                self._say_farewell()
        self._socket.close()

    def _say_farewell(self) -> None:
        self._socket.shutdown(socket.SHUT_WR)
        until = self.now() + _FAREWELL_SECONDS
        while self.now() < until and self._says_more(until - self.now()):
            continue

    def _says_more(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._socket], [], [], seconds)
        return bool(ready and self._socket.recv(65_536))
