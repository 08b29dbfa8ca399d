"""The front put together: one ASGI application over a province's books."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.applications import Starlette
from starlette.middleware import Middleware

from kiosk.clock import Clock
from sync.province.ports import Province
from sync.province.web.bodies import Patience
from sync.province.web.crowding import Crowd, Room
from sync.province.web.failures import Barrier, Failures
from sync.province.web.operations import Endpoint, routes
from sync.province.web.public_pages import PublicPages
from sync.province.web.rates import PER_ADDRESS, PER_KEY, PER_READER, Buckets, Rate
from sync.province.web.replies import Replies
from sync.province.web.slip_page import SlipPages
from sync.province.web.terminal_line import TerminalLine


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the front lets in; the defaults are those of a province's server."""

    room: Room = field(default_factory=Room)
    patience: Patience = field(default_factory=Patience)
    per_key: Rate = PER_KEY
    per_address: Rate = PER_ADDRESS
    per_reader: Rate = PER_READER


def province_app(
    province: Province,
    key: Ed25519PrivateKey,
    token: str,
    clock: Clock,
    *,
    limits: Limits | None = None,
    chance: Callable[[], float] = random.random,
) -> Starlette:
    """Return the application. ``key`` signs the replies, ``token`` is the operators'.

    ``chance`` (0 up to 1) spreads those who are told to come later. It never closes ``province``.
    """
    limits = limits or Limits()
    replies = Replies(key)
    failures = Failures(replies, clock)
    crowd = Crowd(limits.room, chance)
    line = TerminalLine(
        province,
        replies,
        crowd,
        clock,
        limits.patience,
        strangers=Buckets(limits.per_address, clock.mono_ms),
        keys=Buckets(limits.per_key, clock.mono_ms),
    )
    readers = Buckets(limits.per_reader, clock.mono_ms)
    public = PublicPages(province, replies, crowd, clock, readers, SlipPages.bundled(), token)
    app = Starlette(
        routes=routes(_endpoints(line, public)),
        middleware=[Middleware(Barrier, failures=failures)],
        exception_handlers=failures.handlers(),
    )
    # A slash too many is another address: redirects would lead a signed request astray.
    app.router.redirect_slashes = False
    return app


def _endpoints(line: TerminalLine, public: PublicPages) -> dict[str, Endpoint]:
    return {
        "enrol": line.enrol,
        "hello": line.hello,
        "events": line.events,
        "strays": line.strays,
        "terminals": public.terminals,
        "home": public.home,
        "slip": public.slip,
        "health": public.health,
        "openapi": public.openapi,
    }
