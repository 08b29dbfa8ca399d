"""An event on the wire: read back as it was, or told apart as unreadable or poisoned."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.hashing import FIRST_PREV, canonical
from kiosk.store.lines import export_line, right_hash
from sync.wire.lines import PoisonedLine, poisoned_line, read_line, wire_line
from sync.wire.strict_json import Unreadable
from tests.sync.wire.events import EPOCH, TERMINAL, chain

ROW = chain(1)[0]
LINE = wire_line(TERMINAL, EPOCH, ROW)


def read(line: bytes, prev: str = FIRST_PREV):
    return read_line(line, TERMINAL, EPOCH, prev)


def test_an_event_is_read_back_as_it_was_with_the_hash_the_reader_reckoned():
    rows = chain(20)
    prev = FIRST_PREV
    for row in rows:
        found = read(wire_line(TERMINAL, EPOCH, row), prev)
        assert found == row
        prev = found.hash


def test_a_line_tells_neither_hash_nor_what_the_receiver_knows_by_itself():
    assert set(json.loads(LINE)) == {
        "body", "boot_id", "cat_ver", "clock", "day_id", "id", "kind", "mono_ms", "seq", "v",
        "wall_ms",
    }  # fmt: skip


def test_read_after_another_event_it_has_another_hash():
    assert read(LINE, "a" * 64).hash != ROW.hash


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data):
    at = data.draw(st.integers(0, len(LINE) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != LINE[at]))
    changed = LINE[:at] + bytes([byte]) + LINE[at + 1 :]
    try:
        found = read(changed)
    except Unreadable:
        return
    assert found != ROW
    assert found.hash != ROW.hash


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1.5}',
        b'{"a":1e5}',
        b'{"a":-0}',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":"\\u00e9"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 5000,
        b"[1]",
        b"null",
        b"",
    ],
)
def test_a_body_that_two_programs_could_read_in_two_ways_is_unreadable(body):
    line = LINE.replace(ROW.body.encode(), body)
    assert line != LINE
    with pytest.raises(Unreadable):
        read(line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":1', b'"seq":-1'),
        (b'"seq":1', b'"seq":1.0'),
        (b'"seq":1', b'"seq":true'),
        (b'"seq":1', b'"seq":99999999999999999999'),
        (b'"clock":"trusted"', b'"clock":"sure"'),
        (b'"kind":"ticket.issued"', b'"kind":"; DROP TABLE event"'),
        (b'"kind":"ticket.issued"', b'"kind":"a\\nb"'),
        (b'"v":1', b'"v":1,"wall":1'),
        (b'"v":1', b'"v":1,"v":1'),
    ],
)
def test_a_field_out_of_its_bounds_is_unreadable(old, new):
    line = LINE.replace(old, new)
    assert line != LINE
    with pytest.raises(Unreadable):
        read(line)


def test_times_of_dead_clocks_are_read():
    for wall_ms in (0, -1, 4_070_908_800_000):
        row = ROW._replace(wall_ms=wall_ms)
        row = row._replace(hash=right_hash(TERMINAL, EPOCH, row))
        assert read(wire_line(TERMINAL, EPOCH, row)) == row


def test_an_event_whose_row_was_changed_travels_poisoned_with_the_hash_it_claims():
    changed = ROW._replace(body=canonical({"label": "A999"}))
    found = read(wire_line(TERMINAL, EPOCH, changed))
    assert isinstance(found, PoisonedLine)
    assert (found.seq, found.hash) == (ROW.seq, ROW.hash)
    assert found.raw == export_line(TERMINAL, EPOCH, changed)


def test_a_body_with_a_line_feed_cannot_break_a_batch_apart():
    row = ROW._replace(body='{\n"a":1}')
    row = row._replace(hash=right_hash(TERMINAL, EPOCH, row))
    line = wire_line(TERMINAL, EPOCH, row)
    assert b"\n" not in line
    assert read(line).raw == export_line(TERMINAL, EPOCH, row)


def test_a_lone_surrogate_in_a_changed_row_travels_poisoned():
    line = wire_line(TERMINAL, EPOCH, ROW._replace(body='{"a":"\ud800"}'))
    assert "\\ud800" in read(line).raw


def test_any_event_can_be_sent_poisoned():
    found = read(poisoned_line(TERMINAL, EPOCH, ROW))
    assert found == PoisonedLine(ROW.hash, export_line(TERMINAL, EPOCH, ROW), ROW.seq)


def test_a_poisoned_line_that_is_none_is_unreadable():
    for line in (b'{"hash":1,"raw":"","seq":1}', b'{"hash":"x","raw":"","seq":1}'):
        with pytest.raises(Unreadable):
            read(line)


def test_an_event_of_a_visit_takes_less_than_110_bytes_packed():
    lines = b"\n".join(wire_line(TERMINAL, EPOCH, row) for row in chain(500))
    assert len(gzip.compress(lines)) / 500 < 110
