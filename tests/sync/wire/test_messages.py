"""A batch: its header, its lines, and every way in which the two do not fit."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.hashing import FIRST_PREV
from sync.wire import problems
from sync.wire.lines import wire_line
from sync.wire.messages import (
    ClockReading,
    DayProof,
    EventsHeader,
    EventsReply,
    HelloReply,
    Note,
    batch_body,
    read_events_reply,
    read_hello_reply,
    split_batch,
)
from sync.wire.strict_json import Unreadable, encode
from tests.sync.wire.events import EPOCH, TERMINAL, chain

CLOCK = ClockReading(boot_id="b", mono_ms=1, offset_ms=-5, quality="trusted", wall_ms=-1)
LINES = [wire_line(TERMINAL, EPOCH, row) for row in chain(5)]


def header(count: int = 5, **other) -> EventsHeader:
    told = {
        "backlog": 0,
        "clock": CLOCK,
        "count": count,
        "epoch": EPOCH,
        "first": 1,
        "prev": FIRST_PREV,
        "proven_day": 0,
        "sent": 1,
    }
    return EventsHeader(**{**told, **other})


def test_a_batch_is_taken_apart_as_it_was_put_together():
    assert split_batch(batch_body(header(), LINES)) == (header(), LINES)


def test_a_batch_without_events_is_a_batch():
    assert split_batch(batch_body(header(0), [])) == (header(0), [])


@given(st.integers(0, len(batch_body(header(), LINES)) - 1))
def test_a_batch_that_was_cut_off_anywhere_is_unreadable(cut):
    with pytest.raises(Unreadable):
        split_batch(batch_body(header(), LINES)[:cut])


def test_a_batch_that_counts_wrongly_is_unreadable():
    for count in (4, 6):
        with pytest.raises(Unreadable):
            split_batch(batch_body(header(count), LINES))


@pytest.mark.parametrize(
    "wrong", [{"count": 501}, {"count": -1}, {"first": -1}, {"prev": "x"}, {"epoch": "a b"}]
)
def test_a_header_out_of_its_bounds_is_unreadable(wrong):
    body = batch_body(msgspec.structs.replace(header(), **wrong), LINES)
    with pytest.raises(Unreadable):
        split_batch(body)


def test_every_problem_has_a_status_that_is_an_error():
    codes = {
        value for name, value in vars(problems).items() if name.isupper() and isinstance(value, str)
    }
    assert set(problems.STATUS) == codes
    assert all(400 <= status <= 503 for status in problems.STATUS.values())


def test_every_reply_can_be_read_by_the_rules_of_the_line():
    """A number with a fraction would be refused by the one who asked."""
    proof = DayProof(
        date="2026-11-24", day_id=1, epoch=EPOCH, events=1, last_seq=1, root="", state="open"
    )
    told = {"ack": 1, "ack_hash": "", "days": [proof], "next_s": 60, "nonce": "n"}
    hello = HelloReply(**told, pace_ms=50, server_ms=1, verdict="known")
    events = EventsReply(**told, pace_ms=0, server_ms=1, notes=[Note(code="c", seq=1, words="w")])
    assert read_hello_reply(encode(hello)) == hello
    assert read_events_reply(encode(events)) == events
