"""The four addresses of a terminal: what is granted, and what is refused for which reason."""

from __future__ import annotations

import pytest

from sync.wire import problems
from sync.wire.keys import key_id, public_hex
from sync.wire.lines import poisoned_line
from sync.wire.messages import (
    EnrolRequest,
    batch_body,
    read_enrol_reply,
    read_events_reply,
    read_hello_reply,
)
from sync.wire.strict_json import encode
from tests.sync.web.front import (
    HELLO,
    NONCE,
    OTHER_KEY,
    OTHER_TERMINAL,
    PROVINCE_KEY,
    TERMINAL_KEY,
    Ask,
    Front,
    events_ask,
    header,
    hello_ask,
)
from tests.sync.web.memory_books import CODE, down
from tests.sync.wire.events import EPOCH, TERMINAL, chain

NEW_TERMINAL = "contoh-kotabumi-12"


def enrol_ask(code: str = CODE, key=OTHER_KEY, terminal: str = NEW_TERMINAL) -> Ask:
    told = EnrolRequest(app="0.1.0", code=code, public_key=public_hex(key), terminal=terminal)
    return Ask("POST", "/v1/enrol", {"Content-Type": "application/json"}, encode(told))


def test_a_hello_is_answered_with_how_far_the_province_is(front: Front):
    reply = front.send(hello_ask().signed())
    found = read_hello_reply(reply.body)
    assert (reply.status, found.ack, found.verdict, found.nonce) == (200, 0, "known", NONCE)
    assert found.server_ms == int(front.clock.now().timestamp() * 1000)


def test_a_batch_is_stored_and_answered_with_the_provinces_own_hash(front: Front):
    reply = front.send(events_ask().signed())
    found = read_events_reply(reply.body)
    assert (reply.status, found.ack, found.ack_hash) == (200, 3, chain(3)[-1].hash)
    assert (found.nonce, found.notes, found.days) == (NONCE, [], [])


def test_a_poisoned_line_is_taken_and_told_of(front: Front):
    row = chain(1)[0]
    plain = batch_body(header(1), [poisoned_line(TERMINAL, EPOCH, row)])
    found = read_events_reply(front.send(events_ask(plain).signed()).body)
    assert (found.ack, [note.seq for note in found.notes]) == (1, [1])


def test_strays_travel_in_the_form_of_events(front: Front):
    ask = events_ask(path=f"/v1/t/{TERMINAL}/strays")
    found = read_events_reply(front.send(ask.signed()).body)
    assert (found.ack, found.ack_hash, found.nonce) == (3, chain(3)[-1].hash, NONCE)
    assert front.books.asked[-1] == "strays"
    assert front.books.stored == 0


def test_an_idle_terminal_is_told_to_come_back_in_about_a_minute(front: Front):
    found = read_hello_reply(front.send(hello_ask().signed()).body)
    assert (found.next_s, found.pace_ms) == (60, 0)


def test_a_terminal_enrols_with_its_code_and_learns_the_provinces_key(front: Front):
    front.books.invite(NEW_TERMINAL, 0)
    reply = front.send(enrol_ask().signed(OTHER_KEY))
    found = read_enrol_reply(reply.body)
    assert (found.server_key, found.terminal) == (public_hex(PROVINCE_KEY), NEW_TERMINAL)
    assert found.nonce == NONCE
    assert front.books.keys[key_id(public_hex(OTHER_KEY))].terminal == NEW_TERMINAL


def test_a_wrong_code_enrols_nobody(front: Front):
    front.books.invite(NEW_TERMINAL, 0)
    reply = front.send(enrol_ask("XXXXXXXX").signed(OTHER_KEY))
    assert (reply.status, reply.code) == (403, problems.CODE_REFUSED)


def test_an_enrolment_must_be_signed_with_the_key_it_brings(front: Front):
    front.books.invite(NEW_TERMINAL, 0)
    stolen = enrol_ask().signed(TERMINAL_KEY, name=key_id(public_hex(OTHER_KEY)))
    for ask in (stolen, enrol_ask().signed(TERMINAL_KEY), enrol_ask()):
        reply = front.send(ask)
        assert (reply.status, reply.code) == (401, problems.NOT_SIGNED)
    assert "enrol" not in front.books.asked


def test_a_key_that_no_curve_has_is_not_signed(front: Front):
    told = EnrolRequest(app="", code=CODE, public_key="ff" * 32, terminal=NEW_TERMINAL)
    ask = Ask("POST", "/v1/enrol", {"Content-Type": "application/json"}, encode(told))
    reply = front.send(ask.signed(OTHER_KEY, name=key_id("ff" * 32)))
    assert (reply.status, reply.code) == (401, problems.NOT_SIGNED)


@pytest.mark.parametrize("make", [hello_ask, events_ask])
def test_a_request_without_a_signature_is_not_let_in(front: Front, make):
    reply = front.send(make())
    assert (reply.status, reply.code) == (401, problems.NOT_SIGNED)
    assert front.books.asked == []


def test_a_key_that_nobody_registered_is_unknown(front: Front):
    front.books.keys.clear()
    reply = front.send(hello_ask().signed())
    assert (reply.status, reply.code) == (401, problems.UNKNOWN_TERMINAL)


def test_a_withdrawn_key_is_told_so_once_its_signature_holds(front: Front):
    front.books.revoke(TERMINAL, 0)
    assert front.send(hello_ask().signed()).code == problems.REVOKED
    forged = hello_ask().signed(OTHER_KEY, name=key_id(public_hex(TERMINAL_KEY)))
    assert front.send(forged).code == problems.NOT_SIGNED


def test_the_key_of_another_mall_speaks_for_no_terminal_but_its_own(front: Front):
    reply = front.send(hello_ask().signed(OTHER_KEY))
    assert (reply.status, reply.code) == (403, problems.WRONG_TERMINAL)
    path = HELLO.replace(TERMINAL, OTHER_TERMINAL)
    assert front.send(hello_ask(path=path).signed()).code == problems.WRONG_TERMINAL
    assert front.books.hellos == []


def test_a_replay_is_refused_with_the_count_that_fits(front: Front):
    ask = events_ask(sent=7).signed()
    assert front.send(ask).status == 200
    reply = front.send(ask)
    assert (reply.status, reply.code, reply.problem.expected) == (409, problems.REPLAYED, 8)
    assert front.books.stored == 3


def test_a_gap_is_told_with_the_seq_and_the_hash_that_fit(front: Front):
    reply = front.send(events_ask(first=5).signed())
    assert (reply.status, reply.code, reply.problem.expected) == (409, problems.GAP, 1)
    assert reply.problem.hash == "0" * 64


def test_a_line_that_nobody_can_read_is_named_by_its_seq(front: Front):
    plain = batch_body(header(2), [b"{}", b"{}"])
    reply = front.send(events_ask(plain).signed())
    assert (reply.status, reply.code, reply.problem.seq) == (422, problems.POISONED, 1)


def test_books_that_cannot_be_used_are_busy_and_say_when_to_come_again(front: Front):
    front.books.fault = down()
    for ask in (hello_ask().signed(), events_ask().signed(), enrol_ask().signed(OTHER_KEY)):
        reply = front.send(ask)
        assert (reply.status, reply.code) == (503, problems.BUSY)
        assert int(reply.headers["retry-after"]) >= 1
        assert "database" not in reply.problem.words


def test_the_signature_is_proven_before_anything_is_unpacked(front: Front, monkeypatch):
    from sync.province.web import terminal_line

    unpacked: list[bytes] = []
    monkeypatch.setattr(terminal_line, "unpack", unpacked.append)
    forged = events_ask().signed(OTHER_KEY, name=key_id(public_hex(TERMINAL_KEY)))
    assert front.send(forged).code == problems.NOT_SIGNED
    assert unpacked == []


def test_the_body_is_read_only_where_the_claimed_key_is_known(front: Front):
    read: list[int] = []

    def chunk() -> bytes:
        read.append(1)
        return b"x"

    ask = events_ask().signed(PROVINCE_KEY)
    ask.chunks = [chunk, chunk]
    assert front.send(ask).code == problems.UNKNOWN_TERMINAL
    assert read == []


def test_a_client_that_leaves_gets_no_answer_and_leaves_nothing(front: Front):
    ask = events_ask().signed()
    ask.chunks = [ask.body[:40], None]
    front.leave(ask)
    assert front.books.stored == 0
    assert front.send(events_ask().signed()).status == 200
