"""HTTP to the province: one connection that is kept, no redirects, a lid and a deadline on all.

Proxies and certificates named in the environment are not used: whoever runs ``kiosk sync now`` in
another shell must reach the same server as the agent does.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError

from sync.agent.ports import Answer, LineDown
from sync.enrolled import server_url

MOST_BYTES = 1024 * 1024
"""Bytes of a reply that are read; an honest one has some thousand."""

CA_FILE = "server-ca.pem"
"""The certificates to trust instead of the system's, where this file lies in the data folder."""

_SYSTEM_CA = Path("/etc/ssl/certs/ca-certificates.crt")
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: until connected, until the next byte comes, until the whole reply is there."""

    connect: float = 10.0
    idle: float = 30.0
    total: float = 120.0


class _Wire(HTTPAdapter):
    """Knows its open connection, so that a deadline can cut whatever is under way on it."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self._open: HTTPConnection | None = None

    def get_connection_with_tls_context(self, *arguments: Any, **named: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*arguments, **named)
        wire = self

        class Plain(HTTPConnection):
            def connect(self) -> None:
                wire._open = self
                super().connect()

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                wire._open = self
                super().connect()

        pool.ConnectionCls = Secure if pool.scheme == "https" else Plain
        return pool

    def cut(self) -> None:
        """End what is under way; whoever waits on the socket wakes up."""
        wire = self._open.sock if self._open is not None else None
        if wire is not None:
            with contextlib.suppress(OSError):
                # TLS's own shutdown would take the session away under its reader.
                socket.socket.shutdown(wire, socket.SHUT_RDWR)


class HttpTransport:
    """Implements ``sync.agent.ports.Transport`` with requests. Close it when done."""

    def __init__(self, base: str, timeouts: Timeouts | None = None, ca: str | None = None) -> None:
        """Speak to ``base``, a ``server_url``; ``ca`` is a PEM file instead of the system's.

        Raises ``UsageError`` for what is no address, and for plain http to another machine.
        """
        self._base = server_url(base)
        self._timeouts = timeouts or Timeouts()
        self._wire = _Wire()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ca or (str(_SYSTEM_CA) if _SYSTEM_CA.exists() else True)
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": "anjungan", "Accept-Encoding": "identity"})
        self._session.mount(f"{urlsplit(self._base).scheme}://", self._wire)

    @property
    def base(self) -> str:
        """The server's address without a path."""
        return self._base

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send one request; raises ``LineDown``.

        What a reply has beyond ``MOST_BYTES`` is not read, so no signature over it will hold.
        """
        with self._deadline() as late:
            try:
                answer = self._exchange(path, headers, body)
            except (requests.RequestException, HTTPError, OSError) as reason:
                kind = "timeout" if late.is_set() else _kind(reason)
                raise LineDown(kind, _words(reason)) from reason
        if late.is_set():  # To HTTP a line that is cut within a head is the end of the head.
            raise LineDown("timeout", "the reply took too long")
        return answer

    def close(self) -> None:
        """Let the connection go; a request under way ends as ``LineDown``."""
        self._wire.cut()
        self._session.close()

    def _exchange(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        answer = self._session.post(
            self._base + path,
            data=body,
            headers=dict(headers),
            timeout=(self._timeouts.connect, self._timeouts.idle),
            allow_redirects=False,
            stream=True,
        )
        with answer:
            content = bytearray()
            while len(content) < MOST_BYTES:
                chunk = answer.raw.read(65536, decode_content=False)
                if not chunk:
                    break
                content += chunk
            else:
                answer.raw.close()
            return Answer(answer.status_code, dict(answer.headers), bytes(content[:MOST_BYTES]))

    @contextlib.contextmanager
    def _deadline(self) -> Generator[threading.Event]:
        """Cut the line when all of it takes too long; a socket's timeout begins anew each byte."""
        late = threading.Event()

        def cut() -> None:
            late.set()
            self._wire.cut()

        timer = threading.Timer(self._timeouts.total, cut)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()
            timer.join()


def ca_of(folder: Path) -> str | None:
    """Return the PEM file that a data folder brings, or None."""
    path = folder / CA_FILE
    return str(path) if path.is_file() else None


def _kind(reason: BaseException) -> str:
    causes = list(_causes(reason))
    if any(isinstance(cause, requests.exceptions.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, requests.Timeout | TimeoutError) for cause in causes):
        return "timeout"
    if any(isinstance(cause, NameResolutionError) for cause in causes):
        return "dns"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused"
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    return "unreachable" if numbers & _UNREACHABLE else "broken"


def _causes(reason: BaseException | None) -> Generator[BaseException]:
    while reason is not None:
        yield reason
        reason = reason.__cause__ or reason.__context__


def _words(reason: BaseException) -> str:
    return str(reason)[:300]
