"""The watermark moves by one thing alone: the province's own signature over our own hash."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.agent.ports import Answer
from sync.line_store import Watermark
from sync.wire.keys import key_id, public_hex
from sync.wire.signing import SignedReply, sign_reply
from tests.sync.agent.office import Office, answers, lost_request, other_body, spoilt
from tests.sync.agent.terminals import Terminal


@pytest.fixture
def sending(terminal, office):
    """A terminal whose hello is through and whose next request is a batch."""
    terminal.attempt()
    terminal.ledger.days(1, 3)
    return terminal


def unmoved(terminal):
    return terminal.mark.acked == 0 and terminal.mark.acked_hash == "0" * 64


def bent(**changed):
    return lambda reply: msgspec.structs.replace(reply, **changed)


@pytest.mark.parametrize("ack", [-1, 3, 11, 2**40, 10**30])
def test_an_ack_whose_hash_is_not_ours_moves_nothing(sending, office, ack):
    office.mishaps = [office.bend(bent(ack=ack))]
    outcome = sending.attempt()
    assert outcome.code in {"mismatch", "rejected"}
    assert unmoved(sending)


def test_an_ack_with_another_hash_moves_nothing(sending, office):
    office.mishaps = [office.bend(bent(ack_hash="a" * 64))]
    assert sending.attempt().code == "mismatch"
    assert unmoved(sending)


def test_an_ack_within_the_batch_moves_as_far_as_it_goes(sending, office):
    third = sending.ledger.rows[2].hash
    office.mishaps = [office.bend(bent(ack=3, ack_hash=third))]
    assert sending.attempt().empty
    assert [head.first for head in office.batches()] == [1, 4]


def test_an_ack_beyond_what_was_sent_moves_nothing_until_the_next_hello(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 300)
    seq = 700
    ahead = terminal.ledger.rows[seq - 1].hash
    office.mishaps = [office.bend(bent(ack=seq, ack_hash=ahead))]
    assert terminal.attempt().reason == "more than was sent"
    assert unmoved(terminal)


def test_an_ack_that_goes_back_moves_nothing(sending, office):
    sending.attempt()
    done = sending.mark
    sending.ledger.visit()
    office.mishaps = [office.bend(bent(ack=3, ack_hash=sending.ledger.rows[2].hash))]
    assert sending.attempt().code == "mismatch"
    assert sending.mark == done


def test_a_reply_that_takes_nothing_ends_the_attempt(sending, office):
    office.mishaps = [office.bend(bent(ack=0, ack_hash="0" * 64))]
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason) == ("rejected", "nothing taken")


def test_a_hello_that_names_another_hash_moves_nothing(terminal, office):
    terminal.ledger.days(1, 3)
    office.mishaps = [office.bend(bent(ack=4, ack_hash="a" * 64)), lost_request]
    assert terminal.attempt().code == "offline"
    assert unmoved(terminal)


def test_a_reply_to_another_request_is_none(sending, office):
    kept: list[Answer] = []

    def keep(honest):
        kept.append(honest())
        return kept[0]

    office.mishaps = [keep]
    sending.attempt()
    done = sending.mark
    sending.ledger.visit()
    office.mishaps = [lambda _honest: kept[0]]
    assert sending.attempt().code == "captive"
    assert sending.mark == done


def test_a_nonce_of_another_request_inside_a_signed_reply_is_none(sending, office):
    office.mishaps = [office.bend(bent(nonce="f" * 32))]
    assert sending.attempt().reason == "another nonce"
    assert unmoved(sending)


def test_a_province_with_another_key_is_none_and_no_login_page_either(sending, office):
    honest_key, office.key = office.key, office.terminal_key
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason) == ("insecure", "other key")
    office.key = honest_key
    assert unmoved(sending)


def test_a_reply_that_names_our_key_but_is_not_signed_with_it_is_a_captive_portal(sending, office):
    office.mishaps = [spoilt(lambda answer: replace(answer, body=b"{}"))]
    assert sending.attempt().code == "captive"
    assert unmoved(sending)


def test_a_time_before_all_time_is_not_believed_though_it_is_signed(sending, office):
    office.mishaps = [office.bend(bent(server_ms=0))]
    assert sending.attempt().reason == "no such time"
    assert unmoved(sending)


def test_a_signed_success_that_cannot_be_read_changes_nothing(sending, office):
    office.mishaps = [resigned(office, b'{"ack":NaN}')]
    assert sending.attempt().reason == "unreadable reply"
    assert unmoved(sending)


def resigned(office, body, status=200, kind="application/json"):
    """Return a mishap: the province signs something it never says."""

    def mishap(honest):
        honest()
        request, nonce = office.last
        fields = {"content-type": kind}
        signed = SignedReply(status, fields, request)
        sign_reply(signed, body, office.key, key_id(public_hex(office.key)), nonce)
        return Answer(status, fields, body)

    return mishap


@pytest.mark.parametrize(
    "mishap",
    [
        answers(200),
        answers(200, b""),
        answers(200, b"{}", content_type="application/json"),
        answers(302, b"", location="https://login.example/"),
        answers(301, b"", location="https://lain.example/v1/t/x/events"),
        answers(511),
        answers(407),
        spoilt(lambda answer: replace(answer, status=201)),
        spoilt(lambda answer: replace(answer, body=answer.body[:-1])),
        spoilt(lambda answer: replace(answer, body=answer.body + b" ")),
        spoilt(lambda answer: replace(answer, headers={"content-type": "application/json"})),
        spoilt(lambda answer: replace(answer, headers=answer.headers | {"content-type": "text/x"})),
        other_body(b"\xff\xfe\x00"),
    ],
)
def test_a_success_that_is_not_the_provinces_is_a_captive_portal(sending, office, mishap):
    office.mishaps = [mishap]
    outcome = sending.attempt()
    assert (outcome.code, outcome.failed) == ("captive", True)
    assert unmoved(sending)
    assert sending.attempt().empty


FIELDS = ["ack", "ack_hash", "days", "next_s", "nonce", "notes", "pace_ms", "server_ms"]
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=70), st.lists(st.integers())
)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A terminal and an office that outlive an example: no example may move the watermark."""
    folder = tmp_path_factory.mktemp("good")
    office = Office(folder / "province")
    terminal = Terminal(folder / "terminal", office)
    terminal.ledger.days(1, 3)
    yield terminal, office
    terminal.close()
    office.close()


def attempt_with(good, change):
    """Attempt while every reply is changed on its way, whatever ``change`` makes of it."""
    terminal, office = good

    def spoil(answer):
        made = change(answer)
        return replace(made, body=made.body + b" ") if made == answer else made

    office.always = spoilt(spoil)
    terminal.store.rewind(Watermark(terminal.ledger.epoch))
    return terminal.attempt()


def changed_bytes(raw, cuts):
    """Return bytes with some of them changed, taken out or put in."""
    made = bytearray(raw)
    for where, what, value in cuts:
        at = where % (len(made) or 1)
        if what == 0 and made:
            made[at] ^= value or 1
        elif what == 1:
            del made[at : at + value]
        else:
            made[at:at] = bytes([value])
    return bytes(made)


CUTS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 2), st.integers(0, 255)), min_size=1
)


@given(cuts=CUTS)
@settings(max_examples=60)
def test_no_changed_byte_of_a_good_reply_moves_the_watermark(good, cuts):
    attempt_with(good, lambda answer: replace(answer, body=changed_bytes(answer.body, cuts)))
    assert unmoved(good[0])


@given(field=st.sampled_from(FIELDS), junk=JUNK)
@settings(max_examples=60)
def test_no_changed_field_of_a_good_reply_moves_the_watermark(good, field, junk):
    def change(answer):
        reply = json.loads(answer.body) | {field: junk}
        body = json.dumps(reply, sort_keys=True, separators=(",", ":")).encode()
        return replace(answer, body=body)

    attempt_with(good, change)
    assert unmoved(good[0])


@given(
    name=st.sampled_from(["content-type", "content-digest", "signature-input", "signature"]),
    cuts=CUTS,
)
@settings(max_examples=60)
def test_no_changed_header_of_a_good_reply_moves_the_watermark(good, name, cuts):
    def change(answer):
        value = changed_bytes(answer.headers[name].encode(), cuts).decode("latin-1")
        return replace(answer, headers={**answer.headers, name: value})

    attempt_with(good, change)
    # Blanks around a value and the last bits of base64 say nothing: then it is the honest reply.
    ledger = good[0].ledger
    assert unmoved(good[0]) or good[0].mark == Watermark(
        ledger.epoch, len(ledger.rows), ledger.head
    )


@given(status=st.integers(100, 599).filter(lambda status: status != 200))
def test_no_changed_status_of_a_good_reply_moves_the_watermark(good, status):
    attempt_with(good, lambda answer: replace(answer, status=status))
    assert unmoved(good[0])


@given(st.binary(max_size=300), st.sampled_from([200, 400, 401, 409, 413, 422, 503]))
def test_no_bytes_out_of_the_blue_move_the_watermark(good, body, status):
    kind = {"content-type": "application/json"}
    attempt_with(good, lambda _answer: Answer(status, kind, body))
    assert unmoved(good[0])


def test_the_same_replies_unchanged_do_move_it(good):
    terminal, office = good
    office.always = None
    assert terminal.attempt().empty
    assert terminal.mark.acked == len(terminal.ledger.rows)
