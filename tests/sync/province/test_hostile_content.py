"""Content from people who wish us ill: it is stored as it is and does nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.hashing import canonical
from sync.wire.messages import ClockReading
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, code_of, refused
from tests.sync.province.test_quarantine import GOOD

INJECTIONS = [
    "'; DROP TABLE event; --",
    '"; DELETE FROM key; --',
    "\\'; COPY event TO PROGRAM 'id'; --",
    "$1 %s ? :name %(x)s {month}",
    "\\N\t\\.\n\r\\x00\\",
    "\x00\x01\x1f\x7f\u2028\ufeff\uffff\N{GRINNING FACE}",
    "Robert'); SELECT pg_sleep(60); --",
    "é" * 20_000,
]

_malls = itertools.count(1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.fixture
def begun() -> Ledger:
    made = Ledger()
    made.begin_day()
    return made


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_body_may_say_anything(line, begun, text):
    begun.append("note.written", {"text": text, text[:40]: [text]})
    begun.append("ticket.issued", GOOD | {"visit": text, "services": [text], "agencies": [text]})
    standing = line.send(begun)
    assert (standing.ack, standing.ack_hash, standing.notes) == (3, begun.head, [])
    assert list(line.books.export(TERMINAL)) == begun.exported()
    assert line.books.slip(code_of(1))[0].stops[0].services == (text,)


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_poisoned_event_may_say_anything(line, begun, text):
    begun.append("note.written", {"text": "before"})
    begun.rows[1] = begun.rows[1]._replace(body=canonical({"text": text}))
    begun.append("note.written", {"text": "after"})
    begun.rows[2] = begun.rows[2]._replace(boot_id=text, kind=text, id=text, clock=text)
    standing = line.send(begun)
    assert [note.code for note in standing.notes] == ["hash", "hash"]
    assert list(line.books.export(TERMINAL)) == begun.exported()


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_a_terminal_says_of_itself_may_be_anything(line, begun, text):
    line.hello(begun, app=text[:500], state=text[:500])
    assert line.books.terminals(NOW)[0].app == text[:500]


@pytest.mark.parametrize("text", INJECTIONS)
def test_names_that_only_a_question_holds_find_nothing(line, text):
    assert line.books.key(text) is None
    assert line.books.slip(text) == []
    assert line.books.revoke(text, NOW) == 0


def test_the_largest_event_is_stored(line, begun):
    begun.append("note.written", {"text": '"' * 32_000})
    assert line.send(begun).ack == 2
    assert list(line.books.export(TERMINAL)) == begun.exported()


def test_numbers_at_their_limits_are_stored(line, begun):
    most = 2**53
    begun.append(
        "note.written", {"n": most}, v=most, wall_ms=-most, mono_ms=most, cat_ver=most, day_id=most
    )
    assert line.send(begun, proven_day=most, backlog=most).ack == 2
    assert list(line.books.export(TERMINAL)) == begun.exported()
    assert line.books.terminals(NOW)[0].backlog == most


def test_a_clock_may_say_anything(line, begun):
    clock = ClockReading(
        boot_id="b", mono_ms=2**53, offset_ms=-(2**53), quality="suspect", wall_ms=-(2**53)
    )
    line.send(begun, clock=clock)
    assert line.books.terminals(NOW)[0].clock == clock


def test_a_ledger_of_another_mall_does_not_pass_for_ones_own(line, begun):
    """The hash names the terminal, so the lines of another chain on nothing here."""
    line.send(begun)
    stranger = Ledger("contoh-metro-1")
    stranger.begin_day()
    stranger.visit()
    refusal = refused(line.send, stranger, 2)
    assert (refusal.code, refusal.at) == ("broken_chain", begun.head)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.dictionaries(texts, texts | st.integers(-(2**53), 2**53)), max_size=5))
def test_whatever_was_written_comes_back_byte_for_byte(books, bodies):
    ledger = Ledger(f"mall-{next(_malls)}-1")
    for body in bodies:
        ledger.append("note.written", body)
    line = Line(books, ledger.terminal)
    assert line.send(ledger).ack_hash == ledger.head
    assert list(books.export(ledger.terminal)) == ledger.exported()
