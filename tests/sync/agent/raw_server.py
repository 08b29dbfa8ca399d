"""A server of bytes on this machine: it reads requests and says what it is told."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

Script = Callable[[socket.socket], object]
"""What is done with a connection once a request's head and body were read."""


class RawServer:
    """Runs ``script`` once a request; ``requests`` are the bytes that came."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.script, self._tls = script, tls
        self.requests: list[bytes] = []
        self.connections = 0
        self.over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def base(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            wire: Any = connection
            if self._tls:
                wire = self._tls.wrap_socket(connection, server_side=True)
                self._open.append(wire)
            requests = self._requests(wire)
            while True:
                self.requests.append(next(requests))
                self.script(wire)

    def _requests(self, wire: socket.socket) -> Iterator[bytes]:
        got = b""
        while True:
            while b"\r\n\r\n" not in got:
                got += self._more(wire)
            head, _, rest = got.partition(b"\r\n\r\n")
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields.get(b"Content-Length", b"0"))
            while len(rest) < length:
                rest += self._more(wire)
            yield head + b"\r\n\r\n" + rest[:length]
            got = rest[length:]

    def _more(self, wire: socket.socket) -> bytes:
        more = wire.recv(65536)
        if not more:
            raise ConnectionResetError("the client left")
        return more


def says(raw: bytes) -> Script:
    """Return a script that sends bytes."""
    return lambda wire: wire.sendall(raw)


def reply(body: bytes, status: str = "200 OK", *fields: str) -> bytes:
    """Return an HTTP reply."""
    head = "".join(
        f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields)
    )
    return head.encode() + b"\r\n" + body
