"""The front called in this process: every answer is checked for signature, spelling and schema."""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.hashing import FIRST_PREV
from sync.province.web.app import Limits, province_app
from sync.province.web.rates import Rate
from sync.wire import messages, signing
from sync.wire.keys import key_id, public_hex
from sync.wire.lines import wire_line
from sync.wire.messages import ClockReading, EventsHeader, Hello, Problem, batch_body
from sync.wire.strict_json import encode
from tests.fakes import FakeClock
from tests.sync.web import conformity
from tests.sync.web.memory_books import MemoryBooks
from tests.sync.wire.events import EPOCH, TERMINAL, chain

PROVINCE_KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
TERMINAL_KEY = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
OTHER_TERMINAL = "contoh-metro-1"
TOKEN = "-".join(["an-operators-token"] * 2)
NONCE = "0123456789abcdef0123456789abcdef"
HOST = "http://province"
OFTEN = Rate(1_000_000, 1_000_000)
"""So often may anybody come in tests that are about something else."""

URL_PATH = re.compile(r"([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")

HELLO, EVENTS = f"/v1/t/{TERMINAL}/hello", f"/v1/t/{TERMINAL}/events"
Chunk = bytes | Callable[[], bytes] | None
"""Bytes that come, or that are made when they are waited for; None: the client leaves."""


@dataclass(frozen=True)
class Reply:
    """An answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> Problem:
        return messages.read_problem(self.body)

    @property
    def code(self) -> str:
        return self.problem.code


@dataclass
class Ask:
    """A request before it is sent; ``headers`` may be changed after it was signed."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    chunks: Sequence[Chunk] | None = None
    query: str = ""
    more_headers: Iterable[tuple[str, str]] = ()

    def signed(
        self, key: Ed25519PrivateKey = TERMINAL_KEY, nonce: str = NONCE, name: str | None = None
    ) -> Ask:
        """Sign it, as a terminal does."""
        request = signing.SignedRequest(self.method, HOST + self.path, self.headers)
        signing.sign_request(request, self.body, key, name or key_id(public_hex(key)), nonce)
        return self


class Front:
    """One application with books in memory; use it as a context."""

    def __init__(self, books: Any = None, limits: Limits | None = None) -> None:
        self.books: Any = MemoryBooks() if books is None else books
        self.clock = FakeClock()
        limits = limits or Limits(per_key=OFTEN, per_address=OFTEN, per_reader=OFTEN)
        self.app = province_app(
            self.books, PROVINCE_KEY, TOKEN, self.clock, limits=limits, chance=lambda: 0.5
        )
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        if isinstance(self.books, MemoryBooks):
            self.books.register(TERMINAL, public_hex(TERMINAL_KEY))
            self.books.register(OTHER_TERMINAL, public_hex(OTHER_KEY))
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.close()
        for thread in threading.enumerate():
            if thread.name.startswith("AnyIO worker"):
                thread.join()

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        return self.send(Ask(method, path, headers))

    def send(self, ask: Ask) -> Reply:
        """Send one request and check its answer."""
        (reply,) = self.send_all([ask])
        return reply

    def send_all(self, asks: Sequence[Ask]) -> list[Reply]:
        """Send requests at once and check their answers."""

        async def all_of_them() -> list[Reply]:
            return list(await asyncio.gather(*(exchange(self.app, ask) for ask in asks)))

        replies = self._loop.run_until_complete(all_of_them())
        for ask, reply in zip(asks, replies, strict=True):
            check(ask, reply)
        return replies

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the application's own loop."""
        self._loop.run_until_complete(work)

    def leave(self, ask: Ask) -> None:
        """Send a request whose client leaves; there must be no answer."""
        found: list[Any] = []
        self._loop.run_until_complete(self.app(_scope(ask), _receive(ask), _keep(found)))
        assert found == []


async def exchange(app: Any, ask: Ask) -> Reply:
    """Send one request to an ASGI application."""
    sent: list[Any] = []
    await app(_scope(ask), _receive(ask), _keep(sent))
    start, *rest = sent
    headers = {name.decode(): text.decode("latin-1") for name, text in start["headers"]}
    return Reply(start["status"], headers, b"".join(part.get("body", b"") for part in rest))


def check(ask: Ask, reply: Reply) -> None:
    """Raise unless an answer is signed, spelled and shaped as it must be."""
    path = ask.path.partition("?")[0]
    conformity.check(ask.method, path, reply.status, reply.headers["content-type"], reply.body)
    assert b"Traceback" not in reply.body
    assert reply.status < 300 or "location" not in reply.headers
    if path.startswith("/v1/") and ask.method.isupper() and ask.method != "HEAD":
        check_signature(ask, reply)


def check_signature(ask: Ask, reply: Reply) -> None:
    """Raise unless the province answered just this request."""
    # A path that is no URL's cannot be signed; its reply is signed for all of them.
    path = ask.path if URL_PATH.fullmatch(ask.path) else "/v1/"
    asked = signing.SignedRequest(ask.method, HOST + path, {})
    answer = signing.SignedReply(reply.status, dict(reply.headers), asked)
    told = json_of(reply)
    nonce = told["nonce"] if isinstance(told, dict) else "none"
    assert nonce == NONCE or f'nonce="{NONCE}"' not in ask.headers.get("Signature-Input", "")
    signing.verify_reply(answer, reply.body, PROVINCE_KEY.public_key(), nonce)


def clock(**other: Any) -> ClockReading:
    told = {"boot_id": "b", "mono_ms": 1, "offset_ms": 0, "quality": "trusted", "wall_ms": 1}
    return ClockReading(**{**told, **other})


def hello(**other: Any) -> Hello:
    told: dict[str, Any] = {
        "acked": 0,
        "app": "0.1.0",
        "clock": clock(),
        "epoch": EPOCH,
        "free_mb": 1000,
        "hash": FIRST_PREV,
        "machine": "a" * 64,
        "prev_epoch": None,
        "proven_day": 0,
        "sent": 1,
        "seq": 0,
        "state": "ok",
    }
    return Hello(**{**told, **other})


def header(count: int, **other: Any) -> EventsHeader:
    told: dict[str, Any] = {
        "backlog": 0,
        "clock": clock(),
        "count": count,
        "epoch": EPOCH,
        "first": 1,
        "prev": FIRST_PREV,
        "proven_day": 0,
        "sent": 1,
    }
    return EventsHeader(**{**told, **other})


def hello_ask(body: bytes | None = None, path: str = HELLO, **other: Any) -> Ask:
    """Return a hello, not signed yet."""
    text = encode(hello(**other)) if body is None else body
    return Ask("POST", path, {"Content-Type": "application/json"}, text)


def events_ask(plain: bytes | None = None, path: str = EVENTS, count: int = 3, **other: Any) -> Ask:
    """Return a batch, not signed yet; ``plain`` is its body before it is packed."""
    if plain is None:
        lines = [wire_line(TERMINAL, EPOCH, row) for row in chain(count)]
        plain = batch_body(header(count, **other), lines)
    return packed_ask(gzip.compress(plain, mtime=0), path)


def packed_ask(packed: bytes, path: str = EVENTS) -> Ask:
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    return Ask("POST", path, headers, packed)


def json_of(reply: Reply) -> Any:
    return msgspec.json.decode(reply.body)


def _scope(ask: Ask) -> dict[str, Any]:
    pairs = [*ask.headers.items(), *ask.more_headers]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": ask.method,
        "scheme": "http",
        "path": unquote(ask.path),
        "raw_path": ask.path.encode("ascii"),
        "root_path": "",
        "query_string": ask.query.encode("ascii"),
        "headers": [(n.lower().encode("latin-1"), t.encode("latin-1")) for n, t in pairs],
        "client": ("192.0.2.7", 50_000),
        "server": ("province", 80),
    }


def _receive(ask: Ask) -> Callable[[], Awaitable[Any]]:
    chunks = list(ask.chunks) if ask.chunks is not None else [ask.body]
    waiting = iter(chunks)
    left = len(chunks)

    async def receive() -> Any:
        nonlocal left
        left -= 1
        chunk = next(waiting, None)
        if chunk is None:
            return {"type": "http.disconnect"}
        text = chunk() if callable(chunk) else chunk
        return {"type": "http.request", "body": text, "more_body": left > 0}

    return receive


def _keep(found: list[Any]) -> Callable[[Any], Awaitable[None]]:
    async def send(message: Any) -> None:
        found.append(message)

    return send
