"""A relay on this machine that counts what goes over a line, HTTP's heads included."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import cast
from urllib.parse import urlsplit

_PIECE = 65536


class Relay(ThreadingTCPServer):
    """Passes every connection on. ``up`` and ``down`` are bytes so far."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, target: str) -> None:
        """Pass on to ``target``, an http URL."""
        parts = urlsplit(target)
        self.far = (parts.hostname or "", parts.port or 80)
        self.up = self.down = 0
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def url(self) -> str:
        """Where to find the target through the relay."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, *, up: int = 0, down: int = 0) -> None:
        """Count bytes of either direction."""
        with self._lock:
            self.up, self.down = self.up + up, self.down + down


class _Passing(BaseRequestHandler):
    """One connection: the far side's words pass in a thread of their own."""

    def handle(self) -> None:
        relay, near = cast("Relay", self.server), cast("socket.socket", self.request)
        with socket.create_connection(relay.far) as far:
            for wire in (near, far):
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._back, args=(relay, far, near))
            back.start()
            while piece := near.recv(_PIECE):
                relay.count(up=len(piece))
                far.sendall(piece)
            far.shutdown(socket.SHUT_WR)
            back.join()

    def _back(self, relay: Relay, far: socket.socket, near: socket.socket) -> None:
        while piece := far.recv(_PIECE):
            relay.count(down=len(piece))
            near.sendall(piece)
        near.shutdown(socket.SHUT_WR)


@contextmanager
def counting(target: str) -> Generator[Relay]:
    """Run a relay to ``target`` until the block ends and every connection was let go."""
    with Relay(target) as relay:
        thread = threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield relay
        finally:
            relay.shutdown()
            thread.join()
