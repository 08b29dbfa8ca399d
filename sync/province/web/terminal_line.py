"""The four addresses a terminal speaks to: enrol, hello, events, strays.

The order of the checks is the order of what they cost: head, claimed key, room, body, signature,
and only then is anything unpacked, read or stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kiosk.clock import Clock
from sync.province.ports import Province, Standing, TerminalKey
from sync.province.web.bodies import Patience, read_body
from sync.province.web.crowding import Crowd
from sync.province.web.declining import Declined
from sync.province.web.heads import (
    Wanted,
    address_of,
    check_head,
    claimed_nonce,
    terminal_of,
)
from sync.province.web.rates import Buckets
from sync.province.web.replies import JSON, Replies, now_ms
from sync.province.web.senders import known_key, permit, prove, prove_own
from sync.wire import problems
from sync.wire.messages import (
    EnrolReply,
    EventsHeader,
    EventsReply,
    HelloReply,
    read_enrol,
    read_hello,
    split_batch,
)
from sync.wire.packing import LARGEST_PACKED, unpack

NDJSON = "application/x-ndjson"
ENROL = Wanted(JSON, "", 8 * 1024)
HELLO = Wanted(JSON, "", 8 * 1024)
EVENTS = Wanted(NDJSON, "gzip", LARGEST_PACKED)

_Take = Callable[[TerminalKey, EventsHeader, Sequence[bytes], int], Standing]

_BAD_SIGNATURE = {problems.NOT_SIGNED, problems.UNKNOWN_TERMINAL}


@dataclass(frozen=True, slots=True)
class TerminalLine:
    """The endpoints, with what they stand on. ``strangers`` and ``keys`` say how often who may."""

    province: Province
    replies: Replies
    crowd: Crowd
    clock: Clock
    patience: Patience
    strangers: Buckets
    keys: Buckets

    async def enrol(self, request: Request) -> Response:
        """Register a terminal's key by its one-time code."""
        self.strangers.charge(address_of(request))
        check_head(request, ENROL)
        with self.crowd.upload():
            body = await self._body(request, ENROL)
            return await self.crowd.take(lambda: self._enrolled(request, body))

    async def hello(self, request: Request) -> Response:
        """Compare a terminal's ledger with what is here."""
        return await self._signed(request, HELLO, self._greeted)

    async def events(self, request: Request) -> Response:
        """Take a batch of events."""
        return await self._signed(request, EVENTS, self._taken)

    async def strays(self, request: Request) -> Response:
        """Take a batch of a closed ledger's other history."""
        return await self._signed(request, EVENTS, self._kept)

    async def _signed(
        self,
        request: Request,
        wanted: Wanted,
        answer: Callable[[Request, TerminalKey, bytes], msgspec.Struct],
    ) -> Response:
        terminal = terminal_of(request)
        check_head(request, wanted)
        try:
            key = await self.crowd.read(lambda: known_key(request, self.province))
            with self.crowd.upload():
                body = await self._body(request, wanted)

                def work() -> Response:
                    prove(request, body, key)
                    self.keys.charge(key.public)
                    permit(key, terminal)
                    return self.replies.json(request, answer(request, key, body))

                return await self.crowd.take(work)
        except Declined as refusal:
            if refusal.code in _BAD_SIGNATURE:
                self.strangers.charge(address_of(request))
            raise

    def _enrolled(self, request: Request, body: bytes) -> Response:
        enrol = read_enrol(body)
        prove_own(request, body, enrol)
        at_ms = now_ms(self.clock)
        self.province.enrol(enrol, at_ms)
        reply = EnrolReply(
            nonce=claimed_nonce(request),
            server_key=self.replies.public,
            server_ms=at_ms,
            terminal=enrol.terminal,
        )
        return self.replies.json(request, reply)

    def _greeted(self, request: Request, key: TerminalKey, body: bytes) -> HelloReply:
        hello = read_hello(body)
        standing = self.province.hello(key, hello, now_ms(self.clock))
        return HelloReply(
            ack=standing.ack,
            ack_hash=standing.ack_hash,
            days=list(standing.days),
            next_s=self.crowd.next_s(),
            nonce=claimed_nonce(request),
            pace_ms=self.crowd.pace_ms(),
            server_ms=now_ms(self.clock),
            verdict=standing.verdict,
        )

    def _taken(self, request: Request, key: TerminalKey, body: bytes) -> EventsReply:
        return self._of_batch(request, key, body, self.province.take)

    def _kept(self, request: Request, key: TerminalKey, body: bytes) -> EventsReply:
        return self._of_batch(request, key, body, self.province.take_strays)

    def _of_batch(
        self, request: Request, key: TerminalKey, body: bytes, take: _Take
    ) -> EventsReply:
        header, lines = split_batch(unpack(body))
        standing = take(key, header, lines, now_ms(self.clock))
        return EventsReply(
            ack=standing.ack,
            ack_hash=standing.ack_hash,
            days=list(standing.days),
            next_s=self.crowd.next_s(),
            nonce=claimed_nonce(request),
            notes=list(standing.notes),
            pace_ms=self.crowd.pace_ms(),
            server_ms=now_ms(self.clock),
        )

    async def _body(self, request: Request, wanted: Wanted) -> bytes:
        return await read_body(request.receive, wanted.most, self.patience, self.clock.mono_ms)
