"""An ASGI application called in this process, one request at a time, whole or cut off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from sync.agent.ports import Answer

Message = MutableMapping[str, Any]
App = Callable[
    [Mapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


class NoReply(Exception):
    """The application ended a request without a reply, as it may for a client that left."""


class Caller:
    """Calls one application; belongs to one thread. Close it when done."""

    def __init__(self, app: App) -> None:
        """Have an event loop of its own for ``app``."""
        self._app = app
        self._loop = asyncio.new_event_loop()

    def call(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, *, whole: bool = True
    ) -> Answer:
        """Return the application's reply; ``whole`` False: the client leaves after ``body``.

        Raises ``NoReply``, and whatever the application raises: that is a fault of its own.
        """
        exchange = _Exchange(body, whole=whole)
        scope = _scope(method, path, headers)
        self._loop.run_until_complete(self._app(scope, exchange.receive, exchange.send))
        return exchange.answer()

    def close(self) -> None:
        """End the loop and wait for the threads it had."""
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()
        for thread in threading.enumerate():
            if thread.name.startswith("AnyIO worker"):
                thread.join()


class _Exchange:
    def __init__(self, body: bytes, *, whole: bool) -> None:
        self._pending: list[Message] = [
            {"type": "http.request", "body": body, "more_body": not whole},
        ]
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = bytearray()

    async def receive(self) -> Message:
        return self._pending.pop(0) if self._pending else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            pairs = message.get("headers", [])
            self._headers = {name.decode("latin-1"): text.decode("latin-1") for name, text in pairs}
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")

    def answer(self) -> Answer:
        if not self._status:
            raise NoReply
        return Answer(self._status, self._headers, bytes(self._body))


def _scope(method: str, path: str, headers: Mapping[str, str]) -> Mapping[str, Any]:
    pairs = [
        (name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers.items()
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode("ascii"),
        "root_path": "",
        "query_string": b"",
        "headers": pairs,
        "client": ("192.0.2.7", 50_000),
        "server": ("anjungan.contoh.go.id", 443),
        "state": {},
    }
