"""Who sent a request: the key it claims, the signature that proves it, and what that key may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from starlette.requests import Request

from sync.province.ports import TerminalKey
from sync.province.web.declining import Declined
from sync.province.web.heads import claimed_key, raw_path
from sync.wire import problems
from sync.wire.keys import key_id, public_key
from sync.wire.messages import EnrolRequest
from sync.wire.signing import NotSigned, SignedRequest, verify_request

_HOST = "http://province"


class KeyRing(Protocol):
    """The part of ``Province`` that knows keys."""

    def key(self, key_id: str) -> TerminalKey | None:
        """Return a registered key by its name on the wire, or None."""
        ...


def known_key(request: Request, ring: KeyRing) -> TerminalKey:
    """Return the key a request claims; nothing is proven yet. Raises ``Declined`` (401)."""
    name = claimed_key(request)
    if name is None:
        raise Declined(problems.NOT_SIGNED, "a signature (RFC 9421) is wanted")
    found = ring.key(name)
    if found is None:
        raise Declined(problems.UNKNOWN_TERMINAL, "this key is not registered here")
    return found


def prove(request: Request, body: bytes, key: TerminalKey) -> None:
    """Raise ``Declined`` (``not_signed``) unless a request is signed with ``key``."""
    _verify(request, body, key.public)


def permit(key: TerminalKey, terminal: str) -> None:
    """Raise ``Declined`` where a key, proven by now, may not speak for ``terminal``."""
    if key.revoked:
        raise Declined(problems.REVOKED, "the office has withdrawn this key")
    if key.terminal != terminal:
        raise Declined(problems.WRONG_TERMINAL, "the key belongs to another terminal")


def prove_own(request: Request, body: bytes, enrol: EnrolRequest) -> None:
    """Raise ``Declined`` unless an enrolment is signed with the key it brings."""
    _verify(request, body, enrol.public_key)


def _verify(request: Request, body: bytes, public: str) -> None:
    asked = SignedRequest(request.method, _HOST + raw_path(request), dict(request.headers))
    try:
        verify_request(asked, body, _finds(public))
    except NotSigned as reason:
        raise Declined(problems.NOT_SIGNED, "no signature holds over this request") from reason


def _finds(public: str) -> Callable[[str], Ed25519PublicKey | None]:
    """Return a look-up that knows one key; text that is no point of the curve has none."""

    def find(name: str) -> Ed25519PublicKey | None:
        if name != key_id(public):
            return None
        try:
            return public_key(public)
        except ValueError:
            return None

    return find
