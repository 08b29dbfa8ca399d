"""JSON that two programs could read in two ways, values out of this world, and injections.

Each text goes into the hello, the header line and the lines of events, rightly signed.
"""

from __future__ import annotations

import gzip
import logging

import pytest

from sync.wire import problems
from sync.wire.lines import wire_line
from sync.wire.messages import batch_body
from sync.wire.strict_json import encode
from tests.sync.web.front import (
    EVENTS,
    Front,
    clock,
    events_ask,
    header,
    hello,
    hello_ask,
    packed_ask,
)
from tests.sync.wire.events import EPOCH, TERMINAL, chain

INJECTIONS = [
    "'; DROP TABLE event; --",
    "1 OR 1=1",
    "\\x00\\x01",
    "a\r\n2026-11-24 ERROR incident 00000000: forged",
    "\x1b[2J\x1b]0;title\x07",
    "\u2028\u2029\u0085\u202e",
    "%s%n{0}${jndi:ldap://x}",
    "<script>alert(1)</script>",
    "\x00",
    "\U0001f600" * 100,
]
SPELLINGS = {
    "NaN": (b'"sent":1', b'"sent":NaN'),
    "Infinity": (b'"sent":1', b'"sent":Infinity'),
    "a fraction": (b'"sent":1', b'"sent":1.0'),
    "an exponent": (b'"sent":1', b'"sent":1e0'),
    "a minus zero": (b'"sent":1', b'"sent":-0'),
    "5,000 digits": (b'"sent":1', b'"sent":1' + b"0" * 5000),
    "a number beyond 2**53": (b'"sent":1', b'"sent":9007199254740993'),
    "a duplicate key": (b'"sent":1', b'"sent":1,"sent":2'),
    "an unknown key": (b'"sent":1', b'"sent":1,"sentt":2'),
    "a missing key": (b',"sent":1', b""),
    "another order": (b'"sent":1', b'"zent":1'),
    "a space": (b'"sent":1', b'"sent": 1'),
    "a lone surrogate": (EPOCH.encode(), b"\\ud800" + EPOCH.encode()[6:]),
    "half a character": (EPOCH.encode(), b"\xc3" + EPOCH.encode()[1:]),
    "an escape that need not be": (EPOCH[:1].encode(), b"\\u0065"),
    "a null": (b'"sent":1', b'"sent":null'),
    "a text for a number": (b'"sent":1', b'"sent":"1"'),
    "a list": (b'"sent":1', b'"sent":[1]'),
    "deep nesting": (b'"sent":1', b'"sent":' + b"[" * 3000 + b"]" * 3000),
    "a byte order mark": (b'{"', b'\xef\xbb\xbf{"'),
}


def spelled(text: bytes, name: str) -> bytes:
    """Return a message in another spelling; it must have had the first one."""
    right, wrong = SPELLINGS[name]
    assert right in text
    return text.replace(right, wrong, 1)


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_hello_has_one_spelling(front: Front, name: str):
    text = spelled(encode(hello()), name)
    reply = front.send(hello_ask(text[: 8 * 1024]).signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)
    assert front.books.hellos == []


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_header_line_has_one_spelling(front: Front, name: str):
    plain = spelled(batch_body(header(0), []), name)
    reply = front.send(events_ask(plain).signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)
    assert "take" not in front.books.asked


BODIES = {
    "NaN": b'{"a":NaN}',
    "a fraction": b'{"a":0.5}',
    "a duplicate key": b'{"a":1,"a":1}',
    "another order": b'{"b":1,"a":1}',
    "a lone surrogate": b'{"a":"\\ud800"}',
    "half a character": b'{"a":"\xc3"}',
    "no object": b"[]",
    "a space": b'{"a": 1}',
    "a line feed": b'{"a":"\\u000a"}',
    "deep nesting": b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "5,000 digits": b'{"a":1' + b"0" * 5000 + b"}",
}


@pytest.mark.parametrize("name", BODIES)
def test_an_events_body_has_one_spelling(front: Front, name: str):
    row = chain(1)[0]
    line = wire_line(TERMINAL, EPOCH, row).replace(row.body.encode(), BODIES[name])
    reply = front.send(events_ask(batch_body(header(1), [line])).signed())
    assert (reply.status, reply.code, reply.problem.seq) == (422, problems.POISONED, 1)
    assert front.books.stored == 0


def test_a_line_feed_inside_a_line_makes_two_lines_of_it(front: Front):
    line = wire_line(TERMINAL, EPOCH, chain(1)[0]).replace(b"A001", b"A\n01")
    reply = front.send(events_ask(batch_body(header(1), [line])).signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)


@pytest.mark.parametrize("count", [-1, 501, 2**63])
def test_more_events_than_agreed_on_are_not_even_counted(front: Front, count: int):
    text = encode(header(0)).replace(b'"count":0', b'"count":%d' % count)
    reply = front.send(events_ask(text + b"\n").signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)


@pytest.mark.parametrize("wall_ms", [0, -1, 4_070_908_800_000, -(2**53), 2**53])
def test_a_clock_may_stand_in_1970_or_in_2099(front: Front, wall_ms: int):
    told = clock(wall_ms=wall_ms, quality="suspect")
    assert front.send(hello_ask(clock=told, sent=1).signed()).status == 200
    assert front.send(events_ask(clock=told, sent=2).signed()).status == 200


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("name", ["app", "state"])
def test_free_words_are_words_and_nothing_else(front: Front, name: str, text: str):
    assert front.send(hello_ask(**{name: text}).signed()).status == 200
    assert getattr(front.books.hellos[0], name) == text


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("name", ["epoch", "machine", "hash", "prev_epoch"])
def test_a_name_holds_no_injection(front: Front, name: str, text: str):
    reply = front.send(hello_ask(**{name: text}).signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)
    assert text not in reply.problem.words


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_an_event_may_hold_any_text(front: Front, text: str):
    from kiosk.store.hashing import FIRST_PREV, canonical
    from kiosk.store.lines import right_hash

    row = chain(1)[0]._replace(body=canonical({"a": text}), prev=FIRST_PREV)
    row = row._replace(hash=right_hash(TERMINAL, EPOCH, row))
    plain = batch_body(header(1), [wire_line(TERMINAL, EPOCH, row)])
    reply = front.send(events_ask(plain).signed())
    assert reply.status == 200
    assert front.books.hashes[TERMINAL, EPOCH] == [row.hash]


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_nothing_of_a_request_gets_into_the_log(front: Front, text: str, caplog):
    caplog.set_level(logging.DEBUG)
    asks = [hello_ask(epoch=text), hello_ask(app=text), events_ask(encode(header(0, epoch=text)))]
    for ask in asks:
        front.send(ask.signed())
    front.books.fault = ValueError(text)
    assert front.send(hello_ask(app=text).signed()).status == 500
    front.get(f"/T/{text.encode().hex()}")
    for record in caplog.records:
        assert text not in record.getMessage()


def test_a_name_that_is_not_known_is_told_in_few_words(front: Front):
    text = encode(hello()).replace(b'"sent":1', b'"sent":1,"%s":1' % (b"x" * 5000))
    reply = front.send(hello_ask(text).signed())
    assert reply.code == problems.UNREADABLE
    assert len(reply.problem.words) <= 200


def test_what_is_packed_twice_is_unreadable(front: Front):
    packed = gzip.compress(gzip.compress(encode(header(0)) + b"\n"))
    reply = front.send(packed_ask(packed, EVENTS).signed())
    assert (reply.status, reply.code) == (400, problems.UNREADABLE)
