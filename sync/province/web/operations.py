"""The route table: what the router serves and what the OpenAPI document says, in one place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.province.web.health import Health
from sync.province.web.listing import TerminalView
from sync.province.web.replies import JSON
from sync.province.web.terminal_line import NDJSON
from sync.wire.messages import (
    EnrolReply,
    EnrolRequest,
    EventsHeader,
    EventsReply,
    Hello,
    HelloReply,
    Problem,
)

HTML = "text/html"
Endpoint = Callable[[Request], Awaitable[Response]]

_ALWAYS = (400, 429, 500, 503)
_SIGNED = (401, 403, 404, 408, 409, 413, 415)


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries: media type, its struct, encoding ("": none)."""

    media: str
    kind: type
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What comes back: media type, the type of 200, the other statuses and their type."""

    media: str
    kind: object
    failures: Sequence[int]
    failure: object = Problem


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with one method; ``name`` is its endpoint's."""

    path: str
    method: str
    name: str
    summary: str
    answers: Answers
    body: Body | None = None
    operators_only: bool = False


OPERATIONS = (
    Operation(
        "/v1/enrol",
        "POST",
        "enrol",
        "Register a terminal's key by its one-time code, signed with that key.",
        Answers(JSON, EnrolReply, (*_ALWAYS, *_SIGNED)),
        Body(JSON, EnrolRequest),
    ),
    Operation(
        "/v1/t/{terminal}/hello",
        "POST",
        "hello",
        "Say which ledger this is and how far it goes; hear how far the province is.",
        Answers(JSON, HelloReply, (*_ALWAYS, *_SIGNED)),
        Body(JSON, Hello),
    ),
    Operation(
        "/v1/t/{terminal}/events",
        "POST",
        "events",
        "Send a batch of events: a header line and one line an event, gzipped.",
        Answers(JSON, EventsReply, (*_ALWAYS, *_SIGNED, 422)),
        Body(NDJSON, EventsHeader, "gzip"),
    ),
    Operation(
        "/v1/t/{terminal}/strays",
        "POST",
        "strays",
        "Send what a closed ledger wrote after its histories parted, in the form of events.",
        Answers(JSON, EventsReply, (*_ALWAYS, *_SIGNED, 422)),
        Body(NDJSON, EventsHeader, "gzip"),
    ),
    Operation(
        "/v1/terminals",
        "GET",
        "terminals",
        "List the terminals: state, backlog, last contact, days.",
        Answers(JSON, list[TerminalView], (401, 429, 500, 503)),
        operators_only=True,
    ),
    Operation(
        "/",
        "GET",
        "home",
        "Say in Indonesian what this server is, to people.",
        Answers(HTML, str, (429, 500, 503), str),
    ),
    Operation(
        "/T/{code}",
        "GET",
        "slip",
        "Show the numbers of a scanned slip, as a page in Indonesian.",
        Answers(HTML, str, (404, 429, 500, 503), str),
    ),
    Operation(
        "/healthz",
        "GET",
        "health",
        "Ask the database.",
        Answers(JSON, Health, (429, 500, 503)),
    ),
    Operation(
        "/openapi.json",
        "GET",
        "openapi",
        "This document.",
        Answers(JSON, dict[str, Any], (429, 500)),
    ),
)
"""Every address that is served. Any other is 404, any other method 405, as a ``Problem``."""


def routes(endpoints: Mapping[str, Endpoint]) -> list[Route]:
    """Return the table for the router; ``endpoints`` by the operations' names."""
    return [
        Route(one.path, endpoints[one.name], methods=[one.method], name=one.name)
        for one in OPERATIONS
    ]
