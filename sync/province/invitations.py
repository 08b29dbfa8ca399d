"""Invitations: a code that is read aloud once makes a key the terminal's.

A code has 34.6 bits, so a plain or salted hash of it could be guessed within minutes by whoever
has a copy of the database. It is kept as an HMAC under a secret derived from the province's key
instead, which lies in a file beside: the database alone tells nothing, and whoever has both is the
province anyway. Guessing through the door is stopped by five tries a code and by a limit a minute
over all terminals.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.errors import UsageError
from sync.province.database.ports import Transaction
from sync.province.ports import Invitation, Refusal
from sync.wire import problems
from sync.wire.codes import fresh_code
from sync.wire.keys import key_id
from sync.wire.messages import EnrolRequest

LIFETIME_MS = 24 * 60 * 60 * 1000
MOST_TRIES = 5
MOST_WRONG_A_MINUTE = 30
"""Wrong codes of one minute, over all terminals, after which nobody may try until the next."""

_FAULTS = {
    problems.CODE_REFUSED: "this code is not one of this terminal",
    problems.CODE_USED: "this code was used already",
    problems.CODE_EXPIRED: "this code is too old",
    problems.CODE_SPOILT: "this code was tried wrongly too often",
}

_TERMINAL = re.compile(r"[a-z][a-z0-9-]{1,62}-[1-9][0-9]?")
_INVITE = """
    INSERT INTO invitation(terminal, mac, expires_ms, wrong) VALUES(?, ?, ?, 0)
    ON CONFLICT(terminal) DO UPDATE SET mac = excluded.mac, expires_ms = excluded.expires_ms,
        wrong = 0, key_id = NULL"""
_REGISTER = """
    INSERT INTO key(terminal, key_id, public, sent, enrolled_ms) VALUES(?, ?, ?, 0, ?)
    ON CONFLICT(terminal, key_id) DO UPDATE SET revoked_ms = NULL"""
_COUNT_WRONG = """
    INSERT INTO wrong_code(minute, tries) VALUES(?, 1)
    ON CONFLICT(minute) DO UPDATE SET tries = wrong_code.tries + 1"""


@dataclass(frozen=True, slots=True, repr=False)
class CodeSeal:
    """The secret under which codes are kept."""

    secret: bytes

    @classmethod
    def of(cls, key: Ed25519PrivateKey) -> CodeSeal:
        """Derive the secret from the province's key."""
        derive = HKDF(SHA256(), length=32, salt=None, info=b"anjungan enrolment codes 1")
        return cls(derive.derive(key.private_bytes_raw()))

    def mac(self, terminal: str, code: str) -> bytes:
        """Return what is kept of a terminal's code."""
        return hmac.digest(self.secret, f"{terminal} {code}".encode(), "sha256")


def invite(books: Transaction, seal: CodeSeal, terminal: str, now_ms: int) -> Invitation:
    """Make a code for a terminal; raises ``UsageError`` for what is no terminal's id."""
    if not _TERMINAL.fullmatch(terminal):
        raise UsageError(
            f"{terminal!r} is no terminal's id.",
            "Write MALL-NUMBER as the kiosk does, for instance contoh-pringsewu-1.",
        )
    books.run(
        "INSERT INTO terminal(terminal, invited_ms) VALUES(?, ?) ON CONFLICT DO NOTHING",
        terminal,
        now_ms,
    )
    _lock(books, terminal)
    found = Invitation(fresh_code(), terminal, now_ms + LIFETIME_MS)
    books.run(_INVITE, terminal, seal.mac(terminal, found.code), found.expires_ms)
    return found


def enrol(books: Transaction, seal: CodeSeal, request: EnrolRequest, now_ms: int) -> Refusal | None:
    """Make a key the terminal's; return why not, or None. Wrong tries are counted either way."""
    _lock(books, request.terminal)
    minute = now_ms // 60_000
    tries = books.one("SELECT tries FROM wrong_code WHERE minute = ?", minute)
    if tries is not None and tries[0] >= MOST_WRONG_A_MINUTE:
        return Refusal(problems.TOO_MANY, "too many wrong codes came; try again in a minute")
    name = key_id(request.public_key)
    fault = _code_fault(books, seal, request, now_ms)
    if fault:
        books.run("DELETE FROM wrong_code WHERE minute < ?", minute)
        books.run(_COUNT_WRONG, minute)
        return Refusal(fault, _FAULTS[fault])
    elsewhere = books.one(
        "SELECT 1 FROM key WHERE key_id = ? AND terminal <> ? AND revoked_ms IS NULL",
        name,
        request.terminal,
    )
    if elsewhere is not None:
        return Refusal(problems.WRONG_TERMINAL, "this key belongs to another terminal")
    if not _is_in_force(books, request.terminal, name):
        _register(books, request, name, now_ms)
    return None


def revoke(books: Transaction, terminal: str, now_ms: int) -> int:
    """Withdraw a terminal's keys and its code; return how many keys were in force."""
    if not _TERMINAL.fullmatch(terminal):
        return 0
    _lock(books, terminal)
    books.run("DELETE FROM invitation WHERE terminal = ?", terminal)
    return books.run(
        "UPDATE key SET revoked_ms = ? WHERE terminal = ? AND revoked_ms IS NULL", now_ms, terminal
    )


def _lock(books: Transaction, terminal: str) -> None:
    books.locked("SELECT terminal FROM terminal WHERE terminal = ?", terminal)


def _code_fault(books: Transaction, seal: CodeSeal, request: EnrolRequest, now_ms: int) -> str:
    """Return what is wrong with a code, empty where nothing is.

    A wrong one counts against an open invitation. Only whoever knows the right code is told why it
    does not hold any more: everybody else would learn which terminals there are.
    """
    row = books.one(
        "SELECT mac, expires_ms, wrong, key_id FROM invitation WHERE terminal = ?",
        request.terminal,
    )
    if row is None:
        return problems.CODE_REFUSED
    mac, expires_ms, wrong, used_by = row
    right = hmac.compare_digest(bytes(mac), seal.mac(request.terminal, request.code))
    is_open = now_ms < expires_ms and wrong < MOST_TRIES and used_by is None
    if not right:
        if is_open:
            books.run(
                "UPDATE invitation SET wrong = wrong + 1 WHERE terminal = ?", request.terminal
            )
        return problems.CODE_REFUSED
    if now_ms >= expires_ms:
        return problems.CODE_EXPIRED
    if wrong >= MOST_TRIES:
        return problems.CODE_SPOILT
    # The answer may have been lost: the same key may ask again.
    again = used_by is None or used_by == key_id(request.public_key)
    return "" if again else problems.CODE_USED


def _is_in_force(books: Transaction, terminal: str, name: str) -> bool:
    """Whether this very invitation has put the key in force: a lost reply, or an old request.

    Anybody who has seen the request can send it again. It must silence no alarm.
    """
    used = "SELECT 1 FROM invitation WHERE terminal = ? AND key_id = ?"
    return books.one(used, terminal, name) is not None


def _register(books: Transaction, request: EnrolRequest, name: str, now_ms: int) -> None:
    """Put the key in force and every other of the terminal out; a technician was there."""
    terminal = request.terminal
    books.run(
        "UPDATE key SET revoked_ms = ? WHERE terminal = ? AND key_id <> ? AND revoked_ms IS NULL",
        now_ms,
        terminal,
        name,
    )
    books.run(_REGISTER, terminal, name, request.public_key, now_ms)
    books.run("UPDATE invitation SET key_id = ? WHERE terminal = ?", name, terminal)
    books.run("UPDATE terminal SET alarm = NULL WHERE terminal = ?", terminal)
