"""Answers as they travel: canonical JSON, and under ``/v1/`` signed with the province's key."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.requests import Request
from starlette.responses import Response

from kiosk.clock import Clock
from sync.province.web.heads import claimed_nonce, path_of, raw_path
from sync.wire.keys import key_id, public_hex
from sync.wire.signing import SignedReply, SignedRequest, sign_reply

JSON = "application/json"
SIGNED_UNDER = "/v1/"

_HOST = "http://province"
"""The host is no part of what is signed, but a URL wants one."""

_PATH = re.compile(r"/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*")
"""A path as RFC 3986 (3.3) has it."""

_canonical = msgspec.json.Encoder(order="sorted")


def now_ms(clock: Clock) -> int:
    """Return the province's time as the line says it: milliseconds since 1970."""
    return int(clock.now().timestamp() * 1000)


class Replies:
    """Makes answers, and puts the province's name to those under ``/v1/``."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Sign with ``key``."""
        self._key = key
        self.public = public_hex(key)
        self._key_id = key_id(self.public)

    def json(
        self,
        request: Request,
        message: object,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return an answer of one or more message structs; safe in any thread."""
        body = _canonical.encode(message)
        fields = {"content-type": JSON, "cache-control": "no-store", **(headers or {})}
        if path_of(request).startswith(SIGNED_UNDER):
            self._sign(request, status, fields, body)
        return Response(body, status, fields)

    def _sign(
        self, request: Request, status: int, fields: MutableMapping[str, str], body: bytes
    ) -> None:
        # Servers take methods in lower case too; the standard knows none. And where the path is no
        # URL's, its sender can check no signature over it either.
        path = raw_path(request)
        asked = SignedRequest(
            request.method.upper(), _HOST + (path if _PATH.fullmatch(path) else SIGNED_UNDER), {}
        )
        reply = SignedReply(status, fields, asked)
        sign_reply(reply, body, self._key, self._key_id, claimed_nonce(request))
