"""The province behind a transport in this process: real books, real signatures, and mishaps."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.agent.ports import Answer, LineDown
from sync.enrolled import Enrolment
from sync.province.books import open_books
from sync.province.ports import Refusal, TerminalKey
from sync.wire import problems
from sync.wire.keys import key_id, public_hex, public_key
from sync.wire.messages import (
    EnrolRequest,
    EventsHeader,
    EventsReply,
    Hello,
    HelloReply,
    Problem,
    read_header,
    read_hello,
    split_batch,
)
from sync.wire.packing import unpack
from sync.wire.signing import SignedReply, SignedRequest, sign_reply, verify_request
from sync.wire.strict_json import encode
from tests.sync.province.kiosks import NOW, TERMINAL

BASE = "https://anjungan.contoh.go.id"

Mishap = Callable[[Callable[[], Answer]], Answer]
"""Gets the honest exchange as a function it may call or not; may raise ``LineDown``."""

Bend = Callable[[HelloReply | EventsReply], HelloReply | EventsReply]


class Office:
    """Implements ``sync.agent.ports.Transport``; what it was asked lies in ``asked``."""

    def __init__(self, folder: Path, like: Office | None = None) -> None:
        """Open books of its own; with ``like``, those of another office that is closed by now."""
        self.folder = folder
        if like is None:
            folder.mkdir()
            self.key = Ed25519PrivateKey.generate()
            self.terminal_key = Ed25519PrivateKey.generate()
        else:
            shutil.copytree(like.folder, folder)
            self.key, self.terminal_key = like.key, like.terminal_key
        self.books = open_books(folder)
        self.now_ms = NOW
        self.next_s, self.pace_ms = 60, 0
        self.asked: list[str] = []
        self.sizes: list[int] = []
        self.mishaps: list[Mishap] = []
        self.always: Mishap | None = None
        self.retry_after = ""
        self.last: tuple[SignedRequest, str] | None = None
        self._heads: list[Hello | EventsHeader] = []
        self._refusal: Problem | None = None
        self._bent: Bend | None = None
        self.enrolment = Enrolment(
            BASE, public_hex(self.key), TERMINAL, "2026-11-24T09:41:06+07:00"
        )
        if like is None:
            self._enrol()

    @property
    def base(self) -> str:
        """The address; its host is signed by nobody."""
        return BASE

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer a request, or have the next mishap deal with it."""
        what = path.rpartition("/")[2]
        self.asked.append(what)
        mishap = self.mishaps.pop(0) if self.mishaps else self.always

        def honest() -> Answer:
            return self._answer(path, headers, body)

        return mishap(honest) if mishap else honest()

    def refuse(self, code: str, **fields: object) -> Mishap:
        """Return a mishap: the province itself declines the request."""

        def mishap(honest: Callable[[], Answer]) -> Answer:
            self._refusal = Problem(code=code, words="no", server_ms=self.now_ms, **fields)
            try:
                return honest()
            finally:
                self._refusal = None

        return mishap

    def bend(
        self, change: Callable[[HelloReply | EventsReply], HelloReply | EventsReply]
    ) -> Mishap:
        """Return a mishap: the province itself says something else than it knows."""

        def mishap(honest: Callable[[], Answer]) -> Answer:
            self._bent = change
            try:
                return honest()
            finally:
                self._bent = None

        return mishap

    def batches(self) -> list[EventsHeader]:
        """Return the headers of the batches that came."""
        return [head for head in self._heads if isinstance(head, EventsHeader)]

    def hellos(self) -> list[Hello]:
        """Return the hellos that came."""
        return [head for head in self._heads if isinstance(head, Hello)]

    def close(self) -> None:
        """Let the books go."""
        self.books.close()

    def _enrol(self) -> None:
        code = self.books.invite(TERMINAL, self.now_ms).code
        public = public_hex(self.terminal_key)
        self.books.enrol(
            EnrolRequest(app="1", code=code, public_key=public, terminal=TERMINAL), self.now_ms
        )

    def _answer(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        request = SignedRequest("POST", "http://province" + path, dict(headers))
        signature = verify_request(request, body, self._key)
        self.last = (request, signature.nonce)
        known = self.books.key(signature.key_id)
        assert known is not None
        try:
            if self._refusal is not None:
                self._look(path, body)
                message: object = msgspec.structs.replace(self._refusal, nonce=signature.nonce)
                status = problems.STATUS[self._refusal.code]
            else:
                message, status = self._work(known, path, body, signature.nonce), 200
        except Refusal as refusal:
            message, status = self._problem(refusal, signature.nonce), problems.STATUS[refusal.code]
        return self.signed(request, message, status, signature.nonce)

    def signed(self, request: SignedRequest, message: object, status: int, nonce: str) -> Answer:
        """Return a message as the province would send it."""
        raw = encode(message)
        fields = {"content-type": "application/json", "retry-after": str(self.retry_after)}
        public = public_hex(self.key)
        sign_reply(SignedReply(status, fields, request), raw, self.key, key_id(public), nonce)
        return Answer(status, {name.lower(): value for name, value in fields.items()}, raw)

    def _key(self, name: str):
        known = self.books.key(name)
        return public_key(known.public) if known else None

    def _look(self, path: str, body: bytes) -> None:
        if path.endswith(("/events", "/strays")):
            self._heads.append(read_header(unpack(body).partition(b"\n")[0]))

    def _work(
        self, known: TerminalKey, path: str, body: bytes, nonce: str
    ) -> HelloReply | EventsReply:
        if path.endswith("/hello"):
            hello = read_hello(body)
            self._heads.append(hello)
            found = self.books.hello(known, hello, self.now_ms)
            reply = HelloReply(
                ack=found.ack,
                ack_hash=found.ack_hash,
                days=list(found.days),
                next_s=self.next_s,
                nonce=nonce,
                pace_ms=self.pace_ms,
                server_ms=self.now_ms,
                verdict=found.verdict,
            )
        else:
            plain = unpack(body)
            self.sizes.append(len(plain))
            header, lines = split_batch(plain)
            self._heads.append(header)
            take = self.books.take_strays if path.endswith("/strays") else self.books.take
            found = take(known, header, lines, self.now_ms)
            reply = EventsReply(
                ack=found.ack,
                ack_hash=found.ack_hash,
                days=list(found.days),
                next_s=self.next_s,
                nonce=nonce,
                notes=list(found.notes),
                pace_ms=self.pace_ms,
                server_ms=self.now_ms,
            )
        return self._bent(reply) if self._bent else reply

    def _problem(self, refusal: Refusal, nonce: str) -> Problem:
        return Problem(
            code=refusal.code,
            words=refusal.words,
            nonce=nonce,
            server_ms=self.now_ms,
            expected=refusal.expected,
            hash=refusal.at,
            seq=refusal.seq,
        )


def lost_request(_honest: Callable[[], Answer]) -> Answer:
    """A mishap: the request never arrives."""
    raise LineDown("timeout", "nothing came")


def lost_reply(honest: Callable[[], Answer]) -> Answer:
    """A mishap: the request arrives, the reply does not."""
    honest()
    raise LineDown("timeout", "nothing came")


def down(reason: str) -> Mishap:
    """Return a mishap: no line."""

    def mishap(_honest: Callable[[], Answer]) -> Answer:
        raise LineDown(reason, reason)

    return mishap


def answers(status: int, body: bytes = b"<html>", **headers: str) -> Mishap:
    """Return a mishap: something between the two answers by itself."""

    def mishap(_honest: Callable[[], Answer]) -> Answer:
        fields = {"content-type": "text/html"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return Answer(status, fields, body)

    return mishap


def spoilt(change: Callable[[Answer], Answer]) -> Mishap:
    """Return a mishap: the reply is changed on its way."""
    return lambda honest: change(honest())


def other_body(body: bytes) -> Mishap:
    """Return a mishap: the reply's body is swapped."""
    return spoilt(lambda answer: replace(answer, body=body))
