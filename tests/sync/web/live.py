"""The front behind a real uvicorn on a real socket, in a thread of this process."""

from __future__ import annotations

import signal
import socket
import threading
from typing import Any, Self

from sync.province.web.serving import Server, bound, config_for
from tests.sync.web.front import Front

ANSWER_S = 10
"""Seconds that a socket waits for the server; reached only where it does not answer at all."""


class Live:
    """Serves an application until the context ends."""

    def __init__(self, app: Any) -> None:
        self._listener = bound("127.0.0.1", 0)
        # Who connects before uvicorn accepts waits in the queue.
        self._listener.listen()
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = Server(config_for(app), "")
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))

    @staticmethod
    def of(front: Front) -> Live:
        return Live(front.app)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def ask_to_end(self) -> None:
        """Do what SIGTERM does."""
        self._server.handle_exit(signal.SIGTERM, None)

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        for thread in threading.enumerate():
            if thread.name.startswith("AnyIO worker"):
                thread.join()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER_S)

    def say(self, text: bytes) -> bytes:
        """Send bytes as they are; return all that comes until the server closes."""
        with self.connect() as line:
            line.sendall(text)
            return read_all(line)


def read_all(line: socket.socket) -> bytes:
    """Return what comes until the other side closes (or breaks off)."""
    got = bytearray()
    try:
        while piece := line.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return bytes(got)


def read_answer(line: socket.socket) -> tuple[int, bytes]:
    """Return status and body of one answer that tells its length; what follows is dropped."""
    got = bytearray()
    while b"\r\n\r\n" not in got:
        got += _more(line)
    head, _, body = bytes(got).partition(b"\r\n\r\n")
    (length,) = (
        int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.startswith(b"content-length")
    )
    while len(body) < length:
        body += _more(line)
    return int(head.split(b" ")[1]), body[:length]


def request_text(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    """Return a request as it travels; the server closes behind it unless told otherwise."""
    told = {"Host": "province", "Connection": "close", "Content-Length": str(len(body)), **headers}
    rows = [f"{method} {path} HTTP/1.1", *(f"{name}: {text}" for name, text in told.items())]
    return "\r\n".join(rows).encode("latin-1") + b"\r\n\r\n" + body


def _more(line: socket.socket) -> bytes:
    piece = line.recv(65536)
    assert piece, "the server closed in the middle of an answer"
    return piece
