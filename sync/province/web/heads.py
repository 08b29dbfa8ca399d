"""What a request's head says, judged before a byte of its body is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec
from starlette.requests import Request

from sync.province.web.bodies import too_large
from sync.province.web.declining import Declined
from sync.wire import problems
from sync.wire.messages import TerminalId

NO_NONCE = "none"
"""What a reply repeats where the request had no nonce that can be read."""

_ONE_OF_EACH = (
    "authorization",
    "content-digest",
    "content-encoding",
    "content-length",
    "content-type",
    "signature",
    "signature-input",
)
"""Two programs may read two of these differently, so there may be one at most."""

_NONCE = re.compile(r';\s*nonce="([ !#-\[\]-~]{1,64})"')
_KEY_ID = re.compile(r';\s*keyid="([0-9a-f]{32})"')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a route takes: content type, content encoding (empty: none), most bytes."""

    media: str
    encoding: str
    most: int


def check_head(request: Request, wanted: Wanted) -> None:
    """Raise ``Declined`` unless the head fits: one of each header, type, encoding, length."""
    for name in _ONE_OF_EACH:
        if len(request.headers.getlist(name)) > 1:
            raise Declined(problems.UNREADABLE, f"{name} stands there twice")
    if request.scope["query_string"]:
        raise Declined(problems.UNREADABLE, "this address takes no query")
    if not _is_media(request.headers.get("content-type", ""), wanted.media):
        raise Declined(problems.WRONG_TYPE, f"Content-Type {wanted.media} is wanted")
    if request.headers.get("content-encoding", "").strip().lower() != wanted.encoding:
        words = f"Content-Encoding {wanted.encoding or 'none'} is wanted"
        raise Declined(problems.WRONG_TYPE, words)
    if _announced(request) > wanted.most:
        raise too_large(wanted.most)


def terminal_of(request: Request) -> str:
    """Return the terminal's id of the path; raises ``Declined`` where it is none.

    A path has one spelling: what needs no percent sign has none.
    """
    try:
        if "%" in raw_path(request):
            raise Declined(problems.NOT_FOUND, "this path has another spelling")
        return msgspec.convert(request.path_params["terminal"], TerminalId)
    except msgspec.ValidationError as reason:
        raise Declined(problems.NOT_FOUND, "this is no terminal's id") from reason


def claimed_nonce(request: Request) -> str:
    """Return the nonce that the request says it has; nobody has checked it."""
    found = _NONCE.search(request.headers.get("signature-input", ""))
    return found[1] if found else NO_NONCE


def claimed_key(request: Request) -> str | None:
    """Return the name of the key that the request says it is signed with, or None."""
    found = _KEY_ID.search(request.headers.get("signature-input", ""))
    return found[1] if found else None


def raw_path(request: Request) -> str:
    """Return the path as it was sent, percent-encoded."""
    return request.scope.get("raw_path", b"").decode("ascii", "replace")


def path_of(request: Request) -> str:
    """Return the path, decoded."""
    # Starlette before 1.0 makes request.url of the Host header as it came, and trips over odd ones.
    return request.scope["path"]


def address_of(request: Request) -> str:
    """Return who is at the other end of the line, as far as the proxy can tell."""
    return request.client.host if request.client else ""


def _announced(request: Request) -> int:
    """Return Content-Length in bytes; 0 where nothing (that a server could use) is said."""
    text = request.headers.get("content-length", "0")
    return int(text[:20]) if re.fullmatch(r"[0-9]+", text) else 0


def _is_media(given: str, media: str) -> bool:
    kind, *parameters = (part.strip().lower() for part in given.split(";"))
    return kind == media and parameters in ([], ["charset=utf-8"])
