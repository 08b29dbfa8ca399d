"""Enrolment from the terminal's side: what is kept, what is refused, what a lost reply costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import NotEnrolled, SecondWriter, ServerProblem, UsageError
from sync.agent.ports import Answer, LineDown
from sync.enrolled import Enrolment, read_enrolment
from sync.enrolment import PATH, Claim, claim_of, enrol
from sync.line_store import LineStore, Watermark, read_line_store
from sync.wire.keys import TERMINAL_KEY, fingerprint, key_id, load_key, public_hex, public_key
from sync.wire.messages import EnrolReply, EnrolRequest, Problem, read_enrol
from sync.wire.signing import SignedReply, SignedRequest, sign_reply, verify_request
from sync.wire.strict_json import encode

TERMINAL = "contoh-pringsewu-1"
CODE = "BCDFGHJK"
BASE = "http://127.0.0.1:8700"
SERVER_MS = 1795488060_000


class Dead:
    """Implements ``Transport``: nobody is there, for the reason that is given."""

    base = BASE

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        raise LineDown(self.reason, "the line fell silent")


class Office:
    """Implements ``Transport``: a province that grants one code, and can be spoilt in many ways."""

    def __init__(self, base: str = BASE, key: Ed25519PrivateKey | None = None) -> None:
        self.base = base
        self.key = key or Ed25519PrivateKey.generate()
        self.granted: list[EnrolRequest] = []
        self.spoil: Callable[[Answer], Answer] = lambda answer: answer
        self.reply: Callable[[EnrolReply], EnrolReply] = lambda reply: reply
        self.lost = 0

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        asked = SignedRequest("POST", self.base + path, dict(headers))
        request = read_enrol(body)
        public = public_key(request.public_key)
        found = verify_request(asked, body, lambda _name: public)
        assert (path, found.key_id) == (PATH, key_id(request.public_key))
        answer = self._answer(request, asked, found.nonce)
        if self.lost:
            self.lost -= 1
            raise LineDown("timeout", "no reply in time")
        return self.spoil(answer)

    def _answer(self, request: EnrolRequest, asked: SignedRequest, nonce: str) -> Answer:
        known = [r.public_key for r in self.granted]
        right = request.code == CODE and request.terminal == TERMINAL
        if not right or (known and request.public_key not in known):
            problem = Problem(code="code_refused", words="The code\x1b[31m is used", nonce=nonce)
            return self._signed(403, problem, asked, nonce)
        self.granted.append(request)
        reply = EnrolReply(
            nonce=nonce, server_key=public_hex(self.key), server_ms=SERVER_MS, terminal=TERMINAL
        )
        return self._signed(200, self.reply(reply), asked, nonce)

    def _signed(
        self, status: int, message: msgspec.Struct, asked: SignedRequest, nonce: str
    ) -> Answer:
        body = encode(message)
        reply = SignedReply(status, {"Content-Type": "application/json"}, asked)
        sign_reply(reply, body, self.key, key_id(public_hex(self.key)), nonce)
        return Answer(status, reply.headers, body)


def claim(code: str = CODE, terminal: str = TERMINAL, insisted: str = "") -> Claim:
    return claim_of(terminal, code, "anjungan test", insisted)


def pending(folder: Path) -> list[Path]:
    return sorted(folder.glob("enrolment-*.key"))


def test_a_granted_terminal_keeps_its_key_and_whom_it_trusts(tmp_path: Path) -> None:
    office = Office()
    granted = enrol(tmp_path, office, claim())
    assert granted == Enrolment(BASE, public_hex(office.key), TERMINAL, "2026-11-24T09:41:00+07:00")
    assert read_enrolment(tmp_path) == granted
    key = load_key(tmp_path / TERMINAL_KEY)
    assert key is not None
    assert public_hex(key) == office.granted[0].public_key
    assert (tmp_path / TERMINAL_KEY).stat().st_mode & 0o777 == 0o600
    assert pending(tmp_path) == []
    assert read_line_store(tmp_path).server == granted


def test_the_private_key_never_leaves_the_machine(tmp_path: Path) -> None:
    seen: list[bytes] = []
    office = Office()
    post = office.post

    def listen(path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        seen.append(body + json.dumps(dict(headers)).encode())
        return post(path, headers, body)

    office.post = listen
    enrol(tmp_path, office, claim())
    key = load_key(tmp_path / TERMINAL_KEY)
    assert key is not None
    secret = key.private_bytes_raw()
    assert secret not in b"".join(seen)
    assert secret.hex().encode() not in b"".join(seen)


def test_a_lost_reply_is_asked_for_again_with_the_same_key_and_code(tmp_path: Path) -> None:
    office = Office()
    office.lost = 2
    for _time in range(2):
        with pytest.raises(ServerProblem) as told:
            enrol(tmp_path, office, claim())
        assert told.value.code == 5
        assert "again" in told.value.remedy
        assert read_enrolment(tmp_path) is None
    enrol(tmp_path, office, claim("bcdf-ghjk"))
    assert len({request.public_key for request in office.granted}) == 1
    assert read_enrolment(tmp_path) is not None


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("refused", "nothing listens there"),
        ("dns", "no machine has that name"),
        ("tls", "it shows no certificate that can be trusted"),
        ("broken", "the line fell silent"),
    ],
)
def test_a_line_that_is_down_is_told_in_words(tmp_path: Path, reason: str, words: str) -> None:
    with pytest.raises(ServerProblem) as told:
        enrol(tmp_path, Dead(reason), claim())
    assert told.value.message == f"{BASE}: {words}."
    assert "address" in told.value.remedy


def test_the_key_is_on_the_disk_before_the_code_leaves(tmp_path: Path) -> None:
    office = Office()
    office.lost = 1
    with pytest.raises(ServerProblem):
        enrol(tmp_path, office, claim())
    (path,) = pending(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    key = load_key(path)
    assert key is not None
    assert public_hex(key) == office.granted[0].public_key


def test_another_code_gets_another_key(tmp_path: Path) -> None:
    office = Office()
    for code in (CODE, "ZZZZZZZZ"):
        office.lost = 1
        with pytest.raises(ServerProblem):
            enrol(tmp_path, office, claim(code))
    assert len(pending(tmp_path)) == 2


def test_cut_off_between_key_and_enrolment_the_same_command_mends_it(
    tmp_path: Path, monkeypatch
) -> None:
    def cut(folder: Path, granted: Enrolment) -> None:
        raise KeyboardInterrupt

    office = Office()
    with monkeypatch.context() as patch:
        patch.setattr("sync.enrolment.save_enrolment", cut)
        with pytest.raises(KeyboardInterrupt):
            enrol(tmp_path, office, claim())
    assert read_enrolment(tmp_path) is None
    enrol(tmp_path, office, claim())
    assert len({request.public_key for request in office.granted}) == 1


@pytest.mark.parametrize("terminal", [TERMINAL, "contoh-metro-1"])
def test_a_refused_code_is_told_with_what_to_do(tmp_path: Path, terminal: str) -> None:
    code = "ZZZZZZZZ" if terminal == TERMINAL else CODE
    with pytest.raises(NotEnrolled) as told:
        enrol(tmp_path, Office(), claim(code, terminal))
    assert told.value.code == 3
    assert terminal in told.value.message
    assert "\x1b" not in told.value.message
    assert f"invite --terminal {terminal}" in told.value.remedy


PORTAL = Answer(200, {"Content-Type": "text/html"}, b"<html>Silakan masuk</html>")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _answer: PORTAL,
        lambda _answer: Answer(302, {"Location": "https://login.contoh.id"}, b""),
        lambda _answer: Answer(502, {}, b"bad gateway"),
        lambda answer: Answer(answer.status, {}, answer.body),
        lambda answer: Answer(answer.status, answer.headers, answer.body[:-1]),
        lambda answer: Answer(
            answer.status, answer.headers, answer.body.replace(b"pringsewu-1", b"pringsewu-2")
        ),
        lambda answer: Answer(201, answer.headers, answer.body),
    ],
)
def test_what_is_no_signed_answer_changes_nothing(tmp_path: Path, spoil) -> None:
    office = Office()
    office.spoil = spoil
    with pytest.raises(ServerProblem):
        enrol(tmp_path, office, claim())
    assert read_enrolment(tmp_path) is None
    assert not (tmp_path / TERMINAL_KEY).exists()


def test_an_answer_to_another_request_is_not_believed(tmp_path: Path) -> None:
    office = Office()
    kept: list[Answer] = []
    office.spoil = lambda answer: kept.append(answer) or kept[0]
    enrol(tmp_path / "first", office, claim())
    office.granted.clear()
    with pytest.raises(ServerProblem):
        enrol(tmp_path / "second", office, claim())


def test_an_answer_signed_by_another_key_than_it_names_is_not_believed(tmp_path: Path) -> None:
    office = Office()
    stranger = public_hex(Ed25519PrivateKey.generate())
    office.reply = lambda reply: msgspec.structs.replace(reply, server_key=stranger)
    with pytest.raises(ServerProblem):
        enrol(tmp_path, office, claim())


@pytest.mark.parametrize(
    "change", [{"terminal": "contoh-metro-1"}, {"server_ms": 2**53}, {"server_key": "00" * 32}]
)
def test_a_signed_answer_that_makes_no_sense_is_refused(tmp_path: Path, change) -> None:
    office = Office()
    office.reply = lambda reply: msgspec.structs.replace(reply, **change)
    with pytest.raises(ServerProblem):
        enrol(tmp_path, office, claim())
    assert read_enrolment(tmp_path) is None


def test_an_enrolment_that_works_outlives_one_that_fails(tmp_path: Path) -> None:
    enrol(tmp_path, Office(), claim())
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}
    office = Office("https://lain.contoh.go.id")
    office.spoil = lambda _answer: PORTAL
    with pytest.raises(ServerProblem):
        enrol(tmp_path, office, claim())
    for name in (TERMINAL_KEY, "server.json"):
        assert (tmp_path / name).read_bytes() == before[name]


def test_whoever_moves_to_another_province_forgets_what_the_first_said(tmp_path: Path) -> None:
    enrol(tmp_path, Office(), claim())
    with LineStore(tmp_path) as line:
        line.accept(Watermark("epoch", 7, "ab" * 32))
    enrol(tmp_path, Office("https://lain.contoh.go.id"), claim())
    assert read_line_store(tmp_path).watermark("epoch").acked == 0


def test_whoever_enrols_again_at_the_same_province_remembers_how_far_it_was(tmp_path: Path) -> None:
    office = Office()
    enrol(tmp_path, office, claim())
    with LineStore(tmp_path) as line:
        line.accept(Watermark("epoch", 7, "ab" * 32))
    office.granted.clear()
    enrol(tmp_path, office, claim())
    assert read_line_store(tmp_path).watermark("epoch").acked == 7


def test_another_province_at_a_known_address_is_not_trusted_by_itself(tmp_path: Path) -> None:
    first = enrol(tmp_path, Office(), claim())
    stranger = Office()
    with pytest.raises(NotEnrolled) as told:
        enrol(tmp_path, stranger, claim())
    seen = fingerprint(public_hex(stranger.key))
    assert fingerprint(first.server_key) in told.value.message
    assert seen in told.value.remedy
    assert read_enrolment(tmp_path) == first
    enrol(tmp_path, stranger, claim(insisted=seen))
    assert read_enrolment(tmp_path).server_key == public_hex(stranger.key)


def test_whoever_insists_on_a_fingerprint_gets_no_other_province(tmp_path: Path) -> None:
    office = Office()
    with pytest.raises(NotEnrolled):
        enrol(tmp_path, office, claim(insisted="1a2b 3c4d 5e6f 7081"))
    assert read_enrolment(tmp_path) is None
    seen = fingerprint(public_hex(office.key)).upper().replace(" ", "  ")
    assert enrol(tmp_path, office, claim(insisted=seen)).terminal == TERMINAL


@pytest.mark.parametrize("typed", ["", "BCDF", "AEIOUAEI", "BCDFGHJKL", "BCDFGHJ1", "ÇCDFGHJK"])
def test_what_is_no_code_is_told_before_anything_is_asked(typed: str) -> None:
    with pytest.raises(UsageError):
        claim(typed)


@pytest.mark.parametrize("typed", ["1a2b", "1a2b 3c4d 5e6f 708g", "1a2b 3c4d 5e6f 7081 00"])
def test_what_is_no_fingerprint_is_told(typed: str) -> None:
    with pytest.raises(UsageError):
        claim(insisted=typed)


def test_beside_a_running_agent_nobody_changes_its_key(tmp_path: Path) -> None:
    office = Office()
    enrol(tmp_path, office, claim())
    with LineStore(tmp_path), pytest.raises(SecondWriter) as told:
        enrol(tmp_path, office, claim())
    assert "Stop it" in told.value.remedy
