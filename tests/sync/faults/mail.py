"""Requests and replies as the nemesis handles them: kept, cut, bent, answered by somebody else."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sync.agent.ports import Answer

HTML = b"<!doctype html><html><title>WiFi Mal</title><form>Nomor HP</form></html>"
GARBAGE_WAITS = ("0", "3600", "-5", "soon", "9" * 40, "1e3", "Wed, 21 Oct 2099 07:28:00 GMT", "")
PROXY_STATUSES = (400, 401, 403, 404, 407, 408, 409, 413, 422, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Letter:
    """One request as an agent sent it."""

    path: str
    headers: Mapping[str, str]
    body: bytes


def cut(body: bytes, chance: random.Random) -> bytes:
    """Return ``body`` cut off somewhere before its end."""
    return body[: chance.randrange(len(body))] if body else body


def bent(body: bytes, chance: random.Random) -> bytes:
    """Return ``body`` with one bit flipped."""
    if not body:
        return body
    at = chance.randrange(len(body))
    return body[:at] + bytes([body[at] ^ 1 << chance.randrange(8)]) + body[at + 1 :]


def bent_letter(letter: Letter, chance: random.Random) -> Letter:
    """Return a letter with one bit flipped in its body or one character in its signature."""
    if chance.random() < 0.6:
        return replace(letter, body=bent(letter.body, chance))
    return replace(letter, headers=bent_signature(letter.headers, chance))


def bent_signature(headers: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """Return headers whose signature has one other character in its middle."""
    name = next((name for name in headers if name.lower() == "signature"), None)
    if name is None:
        return dict(headers)
    text = headers[name]
    at = chance.randrange(len(text) // 4, len(text) // 2)
    other = "A" if text[at] != "A" else "B"
    return {**headers, name: text[:at] + other + text[at + 1 :]}


def cut_answer(answer: Answer, chance: random.Random) -> Answer:
    """Return an answer whose body is cut off."""
    return replace(answer, body=cut(answer.body, chance))


def bent_answer(answer: Answer, chance: random.Random) -> Answer:
    """Return an answer with one bit flipped in its body or one character in its signature."""
    if chance.random() < 0.6:
        return replace(answer, body=bent(answer.body, chance))
    return replace(answer, headers=bent_signature(answer.headers, chance))


def login_page() -> Answer:
    """Return what a captive portal says to everything."""
    return Answer(200, {"content-type": "text/html; charset=utf-8"}, HTML)


def redirect(chance: random.Random) -> Answer:
    """Return a redirect to a host that would like to have the ledger."""
    status = chance.choice((301, 302, 303, 307, 308))
    return Answer(status, {"location": "https://login.example.net/v1/"}, b"")


def proxy_error(chance: random.Random) -> Answer:
    """Return an error that no province signed, with a Retry-After that may be anything."""
    headers = {"content-type": "text/html", "retry-after": chance.choice(GARBAGE_WAITS)}
    return Answer(chance.choice(PROXY_STATUSES), headers, b"<html>proxy</html>")


def forged_refusal(letter: Letter, chance: random.Random) -> Answer:
    """Return a refusal as the province would word it, by somebody who does not have its key."""
    code, status = chance.choice(
        (("forked", 409), ("gap", 409), ("replayed", 409), ("poisoned", 422), ("too_large", 413))
    )
    nonce = letter.headers.get("Signature-Input", "").partition('nonce="')[2].partition('"')[0]
    said = {"code": code, "expected": 1, "hash": "0" * 64, "nonce": nonce, "seq": 1, "words": "x"}
    body = json.dumps(
        {**said, "server_ms": 1_795_488_066_000}, sort_keys=True, separators=(",", ":")
    )
    return Answer(status, {"content-type": "application/json"}, body.encode())
