"""Invitations: a code once, for a day, for five tries; and what becomes of keys."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import UsageError
from sync.province import invitations
from sync.province.invitations import CodeSeal
from sync.province.ports import Province
from sync.wire import problems
from sync.wire.codes import fresh_code
from sync.wire.keys import key_id, public_hex
from sync.wire.messages import EnrolRequest
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, refused
from tests.sync.province.rows import rows_of

HOUR_MS = 3_600_000


def a_key() -> str:
    return public_hex(Ed25519PrivateKey.generate())


def enrol(
    books: Province, code: str, public: str, terminal: str = TERMINAL, now_ms: int = NOW
) -> None:
    request = EnrolRequest(app="1", code=code, public_key=public, terminal=terminal)
    books.enrol(request, now_ms)


def guess(books: Province, times: int, now_ms: int = NOW, terminal: str = TERMINAL) -> str:
    """Try codes that are wrong; return the last refusal's code."""
    code = ""
    for _ in range(times):
        code = refused(enrol, books, fresh_code(), a_key(), terminal, now_ms).code
    return code


def test_a_code_registers_a_key(books: Province):
    invitation = books.invite(TERMINAL, NOW)
    assert (invitation.terminal, invitation.expires_ms) == (TERMINAL, NOW + 24 * HOUR_MS)
    public = a_key()
    assert books.key(key_id(public)) is None
    enrol(books, invitation.code, public)
    key = books.key(key_id(public))
    assert (key.terminal, key.public, key.revoked) == (TERMINAL, public, False)


def test_a_request_whose_reply_was_lost_is_granted_again_for_a_day(books: Province):
    code, public = books.invite(TERMINAL, NOW).code, a_key()
    enrol(books, code, public)
    enrol(books, code, public, now_ms=NOW + 24 * HOUR_MS - 1)
    late = refused(enrol, books, code, public, now_ms=NOW + 24 * HOUR_MS)
    assert late.code == problems.CODE_EXPIRED
    assert books.key(key_id(public)).revoked is False


def test_an_enrolment_that_is_sent_again_silences_no_alarm(books: Province):
    line = Line(books)
    code = books.invite(TERMINAL, NOW).code
    enrol(books, code, line.key.public)
    ledger = Ledger().days(1, 1)
    line.hello(ledger)
    line.hello(ledger, machine="cd" * 32)
    (standing,) = books.terminals(NOW)
    assert standing.state == "cloned"
    enrol(books, code, line.key.public)
    (standing,) = books.terminals(NOW)
    assert standing.state == "cloned"
    enrol(books, books.invite(TERMINAL, NOW).code, line.key.public)
    (standing,) = books.terminals(NOW)
    assert standing.state == "working"


def test_a_used_code_is_nothing_to_another_key(books: Province):
    code, public, thief = books.invite(TERMINAL, NOW).code, a_key(), a_key()
    enrol(books, code, public)
    assert refused(enrol, books, code, thief).code == problems.CODE_USED
    assert books.key(key_id(thief)) is None
    assert books.key(key_id(public)).revoked is False


def test_a_code_is_refused_from_the_moment_it_expires(books: Province):
    code, public = books.invite(TERMINAL, NOW).code, a_key()
    late = NOW + 24 * HOUR_MS
    assert refused(enrol, books, code, public, now_ms=late).code == problems.CODE_EXPIRED
    enrol(books, code, public, now_ms=late - 1)


def test_a_code_is_for_its_terminal_alone(books: Province):
    code = books.invite(TERMINAL, NOW).code
    books.invite("contoh-pringsewu-2", NOW)
    refusal = refused(enrol, books, code, a_key(), "contoh-pringsewu-2")
    assert refusal.code == problems.CODE_REFUSED


def test_four_wrong_tries_leave_a_code_and_the_fifth_spoils_it(books: Province):
    code = books.invite(TERMINAL, NOW).code
    guess(books, 4)
    enrol(books, code, a_key())
    code = books.invite(TERMINAL, NOW).code
    guess(books, 5)
    assert refused(enrol, books, code, a_key()).code == problems.CODE_SPOILT


def test_wrong_tries_are_counted_though_each_is_refused(line):
    line.books.invite(TERMINAL, NOW)
    guess(line.books, 3)
    assert rows_of(line, "SELECT wrong FROM invitation") == [(3,)]


def test_wrong_tries_after_the_code_was_used_harm_nobody(books: Province):
    code, public = books.invite(TERMINAL, NOW).code, a_key()
    enrol(books, code, public)
    guess(books, 9)
    enrol(books, code, public)


def test_a_new_code_ends_the_one_before(books: Province):
    first, second = (books.invite(TERMINAL, NOW).code for _ in range(2))
    assert refused(enrol, books, first, a_key()).code == problems.CODE_REFUSED
    enrol(books, second, a_key())


def test_a_refusal_tells_nothing_of_which_terminals_there_are(books: Province):
    books.invite(TERMINAL, NOW)
    known = refused(enrol, books, fresh_code(), a_key())
    unknown = refused(enrol, books, fresh_code(), a_key(), "contoh-metro-1")
    assert (known.code, known.words) == (unknown.code, unknown.words)


def test_only_the_right_code_is_told_why_it_does_not_hold(books: Province):
    code = books.invite(TERMINAL, NOW).code
    enrol(books, code, a_key())
    guess(books, 1)
    late = NOW + 24 * HOUR_MS
    wrong = [refused(enrol, books, fresh_code(), a_key(), now_ms=at) for at in (NOW, late)]
    assert {refusal.code for refusal in wrong} == {problems.CODE_REFUSED}
    assert len({refusal.words for refusal in wrong}) == 1


def test_so_many_wrong_codes_a_minute_close_the_door_until_the_next(books: Province):
    code = books.invite(TERMINAL, NOW).code
    most = invitations.MOST_WRONG_A_MINUTE
    assert guess(books, most, terminal="contoh-metro-1") == problems.CODE_REFUSED
    assert refused(enrol, books, code, a_key()).code == problems.TOO_MANY
    enrol(books, code, a_key(), now_ms=NOW + 60_000)


def test_the_minutes_of_wrong_codes_are_not_kept_for_ever(line):
    for minute in range(4):
        guess(line.books, 1, NOW + minute * 60_000)
    assert len(rows_of(line, "SELECT minute FROM wrong_code")) == 1


def test_enrolling_anew_replaces_the_key(books: Province):
    old, new = a_key(), a_key()
    enrol(books, books.invite(TERMINAL, NOW).code, old)
    enrol(books, books.invite(TERMINAL, NOW).code, new)
    assert books.key(key_id(old)).revoked is True
    assert books.key(key_id(new)).revoked is False


def test_the_same_key_enrolled_anew_goes_on_counting_its_requests(line, ledger):
    line.hello(ledger, sent=70)
    line.enrol(line.books.invite(TERMINAL, NOW).code)
    assert refused(line.hello, ledger, sent=70).code == problems.REPLAYED


def test_the_key_of_one_terminal_is_not_taken_for_another(books: Province):
    public = a_key()
    enrol(books, books.invite(TERMINAL, NOW).code, public)
    code = books.invite("contoh-pringsewu-2", NOW).code
    refusal = refused(enrol, books, code, public, "contoh-pringsewu-2")
    assert refusal.code == problems.WRONG_TERMINAL
    assert books.key(key_id(public)).terminal == TERMINAL


def test_a_key_that_was_withdrawn_may_move_to_another_terminal(books: Province):
    public = a_key()
    enrol(books, books.invite(TERMINAL, NOW).code, public)
    books.revoke(TERMINAL, NOW)
    enrol(books, books.invite("contoh-pringsewu-2", NOW).code, public, "contoh-pringsewu-2")
    key = books.key(key_id(public))
    assert (key.terminal, key.revoked) == ("contoh-pringsewu-2", False)


def test_revoking_ends_keys_and_codes(books: Province):
    code, public = books.invite(TERMINAL, NOW).code, a_key()
    enrol(books, code, public)
    assert books.revoke(TERMINAL, NOW) == 1
    assert books.key(key_id(public)).revoked is True
    assert refused(enrol, books, code, public).code == problems.CODE_REFUSED
    assert books.revoke(TERMINAL, NOW) == 0


def test_a_revoked_terminal_is_let_in_again_by_a_new_code(books: Province):
    line, ledger = Line(books), Ledger().days(1, 1)
    books.revoke(TERMINAL, NOW)
    assert refused(line.hello, ledger).code == problems.REVOKED
    line.enrol(books.invite(TERMINAL, NOW).code)
    assert line.hello(ledger).verdict == "new"


@pytest.mark.parametrize(
    "terminal",
    ["", "contoh", "contoh-0", "contoh-100", "CONTOH-1", "contoh-1\n", "c'; DROP TABLE key; ---1"],
)
def test_what_is_no_terminals_id_is_not_invited(books: Province, terminal):
    with pytest.raises(UsageError) as refusal:
        books.invite(terminal, NOW)
    assert "MALL-NUMBER" in refusal.value.remedy
    assert books.revoke(terminal, NOW) == 0
    assert books.terminals(NOW) == []


def test_the_database_alone_does_not_tell_a_code(line):
    code = line.books.invite(TERMINAL, NOW).code
    ((mac,),) = rows_of(line, "SELECT mac FROM invitation")
    own, other = (CodeSeal.of(Ed25519PrivateKey.generate()) for _ in range(2))
    assert code.encode() not in bytes(mac)
    assert own.mac(TERMINAL, code) != other.mac(TERMINAL, code)
    assert own.mac(TERMINAL, code) != own.mac("contoh-pringsewu-2", code)
    assert "secret" not in repr(own)
