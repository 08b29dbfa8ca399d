"""One question and its answer: signed, counted, and believed only with the province's signature."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import Clock, TimeTold
from sync.agent.failures import Declined, Failed, code_of_status
from sync.agent.pacing import retry_after
from sync.agent.ports import Answer, LineDown, Transport
from sync.agent.time_told import Moment, better, moment, told_now
from sync.enrolled import Enrolment
from sync.wire.keys import key_id, public_hex, public_key
from sync.wire.messages import (
    EventsReply,
    HelloReply,
    Problem,
    read_events_reply,
    read_hello_reply,
    read_problem,
)
from sync.wire.packing import pack
from sync.wire.signing import SignedReply, SignedRequest, sign_request, verify_reply
from sync.wire.strict_json import Unreadable

JSON = "application/json"
NDJSON = "application/x-ndjson"

_END_OF_TIME = 2**53
"""Milliseconds; beyond it numbers are not whole in every program that may read them."""

_KEY_ID = re.compile(r';keyid="([0-9a-f]{32})"')

R = TypeVar("R", HelloReply, EventsReply)
M = TypeVar("M", HelloReply, EventsReply, Problem)


class Exchange:
    """Asks one province under one key. Nothing of it is kept on the disk."""

    def __init__(
        self,
        server: Enrolment,
        key: Ed25519PrivateKey,
        transport: Transport,
        clock: Clock,
        boot_id: str,
        told: TimeTold | None = None,
    ) -> None:
        """Trust ``server.server_key`` alone; ``told`` is the best known sample of its time.

        ``contact_ms`` is the province's time at its last signed answer to this object.
        """
        self.server = server
        self.told = told
        self.contact_ms: int | None = None
        self.requests = 0
        self._key, self._key_id = key, key_id(public_hex(key))
        self._trusted = public_key(server.server_key)
        self._transport, self._clock, self._boot_id = transport, clock, boot_id

    def now(self) -> Moment:
        """Return the terminal's clocks."""
        return moment(self._clock, self._boot_id)

    def hello(self, body: bytes) -> HelloReply:
        """Say hello; raises ``Declined`` or ``Failed``."""
        return self._ask("hello", {"Content-Type": JSON}, body, read_hello_reply)

    def events(self, body: bytes) -> EventsReply:
        """Send a batch, which is packed here; raises ``Declined`` or ``Failed``."""
        return self._send("events", body)

    def strays(self, body: bytes) -> EventsReply:
        """Send a batch of a closed ledger's own history; raises as ``events`` does."""
        return self._send("strays", body)

    def _send(self, what: str, body: bytes) -> EventsReply:
        headers = {"Content-Type": NDJSON, "Content-Encoding": "gzip"}
        return self._ask(what, headers, pack(body), read_events_reply)

    def _ask(
        self, what: str, headers: dict[str, str], body: bytes, read: Callable[[bytes], R]
    ) -> R:
        path, nonce = f"/v1/t/{self.server.terminal}/{what}", secrets.token_hex(16)
        request = SignedRequest("POST", self._transport.base + path, headers)
        sign_request(request, body, self._key, self._key_id, nonce)
        asked = self.now()
        self.requests += 1
        try:
            answer = self._transport.post(path, headers, body)
        except LineDown as reason:
            code = "insecure" if reason.reason == "tls" else "offline"
            raise Failed(code, reason.reason) from reason
        heard = self.now()
        self._believe(request, answer, nonce)
        if answer.status != 200:
            raise self._declined(answer, nonce, asked, heard)
        reply = _read(answer, read, nonce)
        self._learn(reply.server_ms, asked, heard)
        return reply

    def _believe(self, request: SignedRequest, answer: Answer, nonce: str) -> None:
        """Raise ``Failed`` unless the province itself answered just this request."""
        kind = _field(answer, "content-type").partition(";")[0].strip().lower()
        signed = SignedReply(answer.status, dict(answer.headers), request)
        try:
            if kind != JSON:
                raise Unreadable("it is no JSON")
            verify_reply(signed, answer.body, self._trusted, nonce)
        except ValueError as reason:
            if self._is_of_another(answer):
                raise Failed("insecure", "other key", status=answer.status) from reason
            code = code_of_status(answer.status)
            hold = retry_after(answer.headers)
            raise Failed(code, f"http-{answer.status}", hold, answer.status) from reason

    def _is_of_another(self, answer: Answer) -> bool:
        """Whether a reply names another key than the trusted one: a province that was set up anew.

        That is no login page, so a technician should not look for one.
        """
        named = _KEY_ID.search(_field(answer, "signature-input"))
        return named is not None and named[1] != key_id(public_hex(self._trusted))

    def _declined(self, answer: Answer, nonce: str, asked: Moment, heard: Moment) -> Declined:
        problem = _read(answer, read_problem, nonce)
        if problem.server_ms:
            self._learn(problem.server_ms, asked, heard)
        return Declined(problem, retry_after(answer.headers))

    def _learn(self, server_ms: int, asked: Moment, heard: Moment) -> None:
        if not 0 < server_ms < _END_OF_TIME:
            raise Failed("rejected", "no such time")
        fresh = told_now(server_ms, asked, heard)
        self.contact_ms = fresh.server_ms
        self.told = better(self.told, fresh)


def _read(answer: Answer, read: Callable[[bytes], M], nonce: str) -> M:
    try:
        message = read(answer.body)
    except Unreadable as reason:
        raise Failed("rejected", "unreadable reply", status=answer.status) from reason
    if message.nonce != nonce:
        raise Failed("rejected", "another nonce", status=answer.status)
    return message


def _field(answer: Answer, name: str) -> str:
    return next((value for key, value in answer.headers.items() if key.lower() == name), "")
