"""Enrolment, the terminal's side: a key made here, a code read aloud, a province that is trusted.

The key is on the disk, under a name of its code, before the code leaves the machine. So whoever
lost the reply asks again with the same code and the same key, which the province grants again; and
an enrolment that works is replaced only by one that was granted.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import SecondWriter, UsageError
from kiosk.store.folder_lock import FolderLock
from sync.agent.giving_way import wished
from sync.agent.ports import Answer, LineDown, Transport
from sync.enrolled import Enrolment, read_enrolment, save_enrolment
from sync.enrolment_failures import (
    CodeRefused,
    Declined,
    NewProvince,
    NoAnswer,
    NoCode,
    NoProvince,
    OtherProvince,
)
from sync.line_store.store import LOCK_FILE, LineStore
from sync.moments import local_iso
from sync.wire.codes import plain_code
from sync.wire.keys import (
    TERMINAL_KEY,
    fingerprint,
    key_id,
    load_key,
    public_hex,
    public_key,
    save_key,
)
from sync.wire.messages import (
    EnrolReply,
    EnrolRequest,
    Problem,
    read_enrol_reply,
    read_problem,
)
from sync.wire.problems import OF_THE_CODE
from sync.wire.signing import NotSigned, SignedReply, SignedRequest, sign_request, verify_reply
from sync.wire.strict_json import Unreadable, encode

PATH = "/v1/enrol"
_PENDING = "enrolment-*.key"
_ASK_OFFICE = (
    "Compare code and terminal with the office's; a code has five tries. If both are right, ask "
    "for a new one: `kiosk province invite --terminal {} --store DIR`."
)
_DOWN = {
    "refused": "nothing listens there",
    "unreachable": "there is no way to that machine",
    "dns": "no machine has that name",
    "timeout": "no answer came in time",
    "tls": "it shows no certificate that can be trusted",
}
_TRUST = (
    "Look at the clock and the address. A certificate authority of your own goes as PEM into "
    "server-ca.pem in the data folder."
)
_ASK_AGAIN = "Run the same command again; the same code still holds."
_LOOK_FIRST = f"Look at the address, the network and the server. {_ASK_AGAIN}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a terminal shows: its id, the code, its program, and what its user insists on.

    ``fingerprint`` is the province's as somebody read it out ("1a2b …"); empty: any is taken.
    """

    terminal: str
    code: str
    app: str
    fingerprint: str = ""


def claim_of(terminal: str, typed: str, app: str, insisted: str = "") -> Claim:
    """Return a claim with code and fingerprint as they are spelt; raises ``UsageError``."""
    code = plain_code(typed)
    if code is None:
        raise NoCode(
            "That is no enrolment code.",
            "It has eight consonants, as BCDF-GHJK; case, blanks and hyphens do not matter.",
        )
    return Claim(terminal, code, app, plain_fingerprint(insisted))


def plain_fingerprint(typed: str) -> str:
    """Return a fingerprint as it is compared, empty where none was given.

    Raises ``UsageError`` for what is none.
    """
    plain = "".join(typed.split()).lower()
    if plain and (len(plain) != 16 or not set(plain) <= set("0123456789abcdef")):
        raise UsageError(
            "That is no fingerprint.", 'It has 16 hex digits, as --fingerprint "1a2b 3c4d …".'
        )
    return plain


def enrol(
    folder: Path,
    transport: Transport,
    claim: Claim,
    patience_s: float = 0.0,
    *,
    ask_first: bool = False,
) -> Enrolment:
    """Register this terminal at the province behind ``transport`` and keep what it answered.

    An agent that runs has ``patience_s`` seconds to let the folder go. A province shows its key
    only to whoever has a code. So with ``ask_first`` what one grants that was not met before is
    not kept, but raised as ``NewProvince``; the same claim with its fingerprint then puts it in
    force, since the same code and key are granted again, and ``forget_claim`` drops it.

    Raises ``NotEnrolled`` where the province refuses or is another than was insisted on,
    ``ServerProblem`` where nothing that can be believed came back (an earlier enrolment then stays
    as it was), and ``SecondWriter`` beside an agent that does not give way.
    """
    with alone(folder, patience_s):
        key = pending_key(folder, claim)
        reply = _ask(transport, claim, key)
        granted = granted_enrolment(transport.base, claim.terminal, reply)
        before = read_enrolment(folder)
        refuse_stranger(before, granted, claim.fingerprint)
        if ask_first and not claim.fingerprint:
            refuse_unasked(before, granted)
        keep(folder, key, granted)
    return granted


@contextmanager
def alone(folder: Path, patience_s: float = 0.0) -> Generator[None]:
    """Keep agents out of the folder meanwhile: one may not go on with a key that is replaced.

    One that runs is asked to give way, and has ``patience_s`` seconds; raises ``SecondWriter``.
    What was learnt of another province is forgotten at the end.
    """
    until = time.monotonic() + patience_s
    with wished(folder):
        lock = _lock(folder, until)
        try:
            yield
        finally:
            lock.release()
        _meet(folder)


def _lock(folder: Path, until: float) -> FolderLock:
    while True:
        try:
            return FolderLock(
                folder, LOCK_FILE, "agent", "Stop it first (or the kiosk), then enrol again."
            )
        except SecondWriter:
            if time.monotonic() >= until:
                raise


def _meet(folder: Path) -> None:
    """Forget what was learnt of another province, if there was one."""
    with suppress(SecondWriter):  # An agent that has the folder by now has done so.
        LineStore(folder).close()


def pending_key(folder: Path, claim: Claim) -> Ed25519PrivateKey:
    """Return the key that was made for just this claim, made now where there is none."""
    path = _pending_path(folder, claim)
    key = load_key(path)
    if key is None:
        key = Ed25519PrivateKey.generate()
        save_key(path, key)
    return key


def forget_claim(folder: Path, claim: Claim) -> None:
    """Drop the key that was made for a claim: nothing that was granted for it can come in force."""
    _pending_path(folder, claim).unlink(missing_ok=True)


def _pending_path(folder: Path, claim: Claim) -> Path:
    name = hashlib.sha256(f"{claim.code} {claim.terminal}".encode()).hexdigest()[:16]
    return folder / _PENDING.replace("*", name)


def pending_keys(folder: Path) -> list[Ed25519PrivateKey]:
    """Return the keys whose enrolment was never answered."""
    found = (load_key(path) for path in sorted(folder.glob(_PENDING)))
    return [key for key in found if key is not None]


def request_of(claim: Claim, key: Ed25519PrivateKey) -> EnrolRequest:
    """Return what is sent, by the line or in a file."""
    return EnrolRequest(
        app=claim.app, code=claim.code, public_key=public_hex(key), terminal=claim.terminal
    )


def granted_enrolment(url: str, terminal: str, reply: EnrolReply) -> Enrolment:
    """Return the enrolment that a verified reply grants; raises ``ServerProblem``."""
    if reply.terminal != terminal:
        raise NoProvince(
            "The province answered for another terminal.", "Tell the office; nothing was changed."
        )
    try:
        enrolled = local_iso(reply.server_ms)
    except ValueError as reason:
        raise NoProvince(
            "The province's clock is out of all bounds.", "Tell the office; nothing was changed."
        ) from reason
    return Enrolment(url, reply.server_key, terminal, enrolled)


def refuse_stranger(before: Enrolment | None, granted: Enrolment, insisted: str) -> None:
    """Raise ``OtherProvince`` where the province is not the one that is meant."""
    seen = fingerprint(granted.server_key)
    if insisted and insisted != seen.replace(" ", ""):
        raise OtherProvince(
            f"The province's fingerprint is {seen}, not the one that was given.",
            "Compare it with the office by telephone; somebody may stand between the two.",
            seen,
        )
    same_place = before is not None and before.url == granted.url
    if before and same_place and before.server_key != granted.server_key and not insisted:
        raise OtherProvince(
            f"Another province answers at {granted.url}: its fingerprint was "
            f"{fingerprint(before.server_key)} and is {seen}.",
            f'If the office confirms it, run the command again with --fingerprint "{seen}".',
            seen,
        )


def refuse_unasked(before: Enrolment | None, granted: Enrolment) -> None:
    """Raise ``NewProvince`` where this is not the province that the terminal has already."""
    if before is not None and before.server_key == granted.server_key:
        return
    seen = fingerprint(granted.server_key)
    raise NewProvince(
        f"The province at {granted.url} has the fingerprint {seen}; nobody has confirmed it yet.",
        f'If the office reads out the same, enrol with --fingerprint "{seen}".',
        seen,
    )


def keep(folder: Path, key: Ed25519PrivateKey, granted: Enrolment) -> None:
    """Put a granted enrolment in force. Cut off halfway, the same command does it again."""
    save_key(folder / TERMINAL_KEY, key)
    save_enrolment(folder, granted)
    for path in folder.glob(_PENDING):
        path.unlink(missing_ok=True)


def _ask(transport: Transport, claim: Claim, key: Ed25519PrivateKey) -> EnrolReply:
    nonce = secrets.token_hex(16)
    body = encode(request_of(claim, key))
    request = SignedRequest("POST", transport.base + PATH, {"Content-Type": "application/json"})
    sign_request(request, body, key, key_id(public_hex(key)), nonce)
    try:
        answer = transport.post(PATH, request.headers, body)
    except LineDown as reason:
        what = _DOWN.get(reason.reason, str(reason))
        remedy = _TRUST if reason.reason == "tls" else _LOOK_FIRST
        raise NoAnswer(f"{transport.base}: {what}.", remedy, reason.reason) from reason
    if answer.status != 200:
        raise _refusal(transport.base, claim, answer)
    return _believed(transport.base, request, answer, nonce)


def _believed(base: str, request: SignedRequest, answer: Answer, nonce: str) -> EnrolReply:
    """Return the reply where the key that it names has signed it: from now on it is trusted."""
    signed = SignedReply(answer.status, dict(answer.headers), request)
    try:
        reply = read_enrol_reply(answer.body)
        verify_reply(signed, answer.body, public_key(reply.server_key), nonce)
    except (Unreadable, NotSigned, ValueError) as reason:
        raise _no_province(base, answer) from reason
    return reply


def _refusal(base: str, claim: Claim, answer: Answer) -> CodeRefused | Declined | NoProvince:
    try:
        problem: Problem = read_problem(answer.body)
    except Unreadable:
        return _no_province(base, answer)
    words = "".join(letter for letter in problem.words[:300] if letter.isprintable())
    if problem.code in OF_THE_CODE:
        return CodeRefused(
            f"The province refused the code for {claim.terminal}: {words}.",
            _ASK_OFFICE.format(claim.terminal),
            problem.code,
            claim.terminal,
        )
    return Declined(f"{base}: {words} ({problem.code}).", _ASK_AGAIN, problem.code)


def _no_province(base: str, answer: Answer) -> NoProvince:
    return NoProvince(
        f"{base} answered with HTTP {answer.status}, but not as a province does.",
        "Look whether the address is right, and whether the network wants a login first.",
    )
