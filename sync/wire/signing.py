"""HTTP message signatures (RFC 9421) over a body digest (RFC 9530), both ways.

A request is bound by method, path, type, encoding and body; a reply by status, type, body, the
request's method and path, and the request's nonce. The host is left out: a key is registered at
one province only, and reverse proxies like to rename hosts. ``created`` is never judged, since a
terminal's clock may be wrong for years; old requests are known by ``sent`` instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures.algorithms import ED25519  # pyright: ignore[reportPrivateImportUsage]
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from http_message_signatures.resolvers import HTTPSignatureKeyResolver
from http_message_signatures.signatures import HTTPMessageSigner, HTTPMessageVerifier

TAG = "anjungan-line-1"
"""Application tag, so that a signature made for anything else is worth nothing here."""

_LABEL = "line"
_REQUEST = ("@method", "@path", "content-type", "content-digest")
_REPLY = ("@status", "content-type", "content-digest", '"@method";req', '"@path";req')
_ENCODED = "content-encoding"
_CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""A clock that may be wrong says nothing, so every signature names the same moment."""

Keys = Callable[[str], Ed25519PublicKey | None]


class NotSigned(ValueError):
    """There is no signature that holds; the message says which part of it fails."""


@dataclass(frozen=True)
class SignedRequest:
    """A request as it is signed: ``url`` is absolute, ``headers`` takes the signature."""

    method: str
    url: str
    headers: MutableMapping[str, str]


@dataclass(frozen=True)
class SignedReply:
    """A reply as it is signed, with the request it answers."""

    status_code: int
    headers: MutableMapping[str, str]
    request: SignedRequest


@dataclass(frozen=True)
class Signature:
    """What a request's signature says of itself: whose key, and the nonce to be repeated."""

    key_id: str
    nonce: str


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, find: Keys, private: Ed25519PrivateKey | None = None) -> None:
        self._find, self._private = find, private

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._find(key_id)

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        if self._private is None:
            raise KeyError(key_id)
        return self._private


class _Verifier(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        """Judge no time: see above."""


def sign_request(
    request: SignedRequest, body: bytes, key: Ed25519PrivateKey, key_id: str, nonce: str
) -> None:
    """Add digest and signature to the request's headers; Content-Type must stand there already."""
    _sign(request, body, key, key_id, nonce, _request_parts(request.headers))


def verify_request(request: SignedRequest, body: bytes, find: Keys) -> Signature:
    """Return whose signature holds; raises ``NotSigned`` where none does."""
    return _verify(request, body, find, _request_parts(request.headers))


def sign_reply(
    reply: SignedReply, body: bytes, key: Ed25519PrivateKey, key_id: str, nonce: str
) -> None:
    """Add digest and signature to the reply's headers; ``nonce`` is the request's."""
    _sign(reply, body, key, key_id, nonce, _REPLY)


def verify_reply(reply: SignedReply, body: bytes, key: Ed25519PublicKey, nonce: str) -> None:
    """Raise ``NotSigned`` unless the reply is the province's answer to just that request."""
    found = _verify(reply, body, lambda _id: key, _REPLY)
    if found.nonce != nonce:
        raise NotSigned("it answers another request")


def _request_parts(headers: Mapping[str, str]) -> tuple[str, ...]:
    encoded = any(name.lower() == _ENCODED for name in headers)
    return (*_REQUEST, _ENCODED) if encoded else _REQUEST


def _sign(
    message: SignedRequest | SignedReply,
    body: bytes,
    key: Ed25519PrivateKey,
    key_id: str,
    nonce: str,
    parts: tuple[str, ...],
) -> None:
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Keys(_nobody, key))
    signer.sign(  # pyright: ignore[reportUnknownMemberType]
        message,
        key_id=key_id,
        created=_CREATED,
        nonce=nonce,
        label=_LABEL,
        tag=TAG,
        covered_component_ids=parts,
        body=body,
    )


def _verify(
    message: SignedRequest | SignedReply, body: bytes, find: Keys, parts: tuple[str, ...]
) -> Signature:
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_Keys(find))
    try:
        results = verifier.verify(  # pyright: ignore[reportUnknownMemberType]
            message, max_age=None, expect_tag=TAG, require_components=parts, body=body
        )
    except (HTTPMessageSignaturesException, ValueError, TypeError) as reason:
        raise NotSigned(str(reason) or "the signature does not hold") from reason
    (found, *others) = results
    nonce = found.nonce
    if others or found.body is None or not nonce or len(nonce) > 64:
        raise NotSigned("one signature over the body with a nonce is wanted")
    return Signature(str(found.parameters["keyid"]), nonce)


def _nobody(_key_id: str) -> None:
    return None
