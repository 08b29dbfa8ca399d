"""One HTTP exchange with a printer or with CUPS, bounded in time and in bytes.

Imports requests and is itself imported with the first question only. Every exchange has its own
connection, so no answer to an earlier question can be taken for the answer to this one.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, NewConnectionError

from printing.ipp.errors import NoAnswer, NotIpp, Refused, Unreachable

MOST_BYTES = 1_000_000
"""An honest reply has some ten thousand."""

_REFUSED = frozenset({401, 403, 404, 405, 411, 413, 426})
"""With these a server says that it did nothing with what it was sent."""


class _TimedSocket(socket.socket):
    """Gives the whole exchange one deadline, where a socket's timeout is for each read anew."""

    deadline = 0.0

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        self._hurry()
        return super().recv_into(*arguments, **named)

    def sendall(self, *arguments: Any, **named: Any) -> None:
        self._hurry()
        super().sendall(*arguments, **named)

    def _hurry(self) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the exchange took too long")
        self.settimeout(left)


class _Exchange(HTTPAdapter):
    """Connects over TCP, or to a socket in the file system, and remembers whether it could."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__(max_retries=0)
        self.connected = False
        self._path = path
        self._deadline = time.monotonic() + timeout

    def get_connection_with_tls_context(self, *arguments: Any, **named: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*arguments, **named)
        exchange = self

        class Connection(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return exchange.connect(self)

        pool.ConnectionCls = Connection
        return pool

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """Return a connected socket that keeps the deadline."""
        try:
            timed = self._opened(connection.host, connection.port or 631)
        except (OSError, UnicodeError) as error:
            raise NewConnectionError(connection, str(error)) from error
        self.connected = True
        return timed

    def _opened(self, host: str, port: int) -> socket.socket:
        if self._path:
            return self._connected((socket.AF_UNIX, self._path))
        failed = OSError("no address")
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            try:
                return self._connected((family, address))
            except OSError as error:
                failed = error
        raise failed

    def _connected(self, where: tuple[int, Any]) -> socket.socket:
        timed = _TimedSocket(where[0], socket.SOCK_STREAM)
        timed.deadline = self._deadline
        try:
            timed.settimeout(max(0.001, self._deadline - time.monotonic()))
            timed.connect(where[1])
        except OSError:
            timed.close()
            raise
        return timed


def post(url: str, body: bytes, *, timeout: float, path: str = "") -> bytes:
    """Return the IPP bytes that ``url`` answers to ``body`` within ``timeout`` seconds.

    ``path`` is a socket in the file system to use instead of TCP. Raises ``Unreachable`` where
    nothing can have left, ``Refused`` where the server says that it did nothing, ``NoAnswer`` and
    ``NotIpp`` where nobody knows what it did.
    """
    exchange = _Exchange(path, timeout)
    with requests.Session() as session:
        session.trust_env = False
        session.mount("http://", exchange)
        try:
            return _exchanged(session, url, body, timeout)
        except requests.RequestException as error:
            raise (NoAnswer if exchange.connected else Unreachable)(str(error)) from error
        except (HTTPError, OSError) as error:
            raise NoAnswer(str(error)) from error


def _exchanged(session: requests.Session, url: str, body: bytes, timeout: float) -> bytes:
    headers = {
        "Content-Type": "application/ipp",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": "anjungan",
    }
    answer = session.post(
        url, data=body, headers=headers, timeout=timeout, stream=True, allow_redirects=False
    )
    with answer:
        if answer.status_code in _REFUSED:
            raise Refused(f"http-{answer.status_code}")
        if answer.status_code != 200:
            raise NotIpp(f"HTTP status {answer.status_code}")
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/ipp":
            raise NotIpp(f"the answer is {kind or 'of no type'}")
        return _read(answer.raw.read)


def _read(read: Callable[..., bytes]) -> bytes:
    content = bytearray()
    while chunk := read(65536, decode_content=False):
        content += chunk
        if len(content) > MOST_BYTES:
            raise NotIpp(f"the answer has more than {MOST_BYTES} bytes")
    return bytes(content)
