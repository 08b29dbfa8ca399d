"""What can be read of a poisoned event."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.lines import EventRow
from sync.province.salvage import NO_DAY, salvage
from sync.wire.lines import PoisonedLine
from tests.sync.province.kiosks import Ledger

HASH, PREV = "ab" * 32, "cd" * 32
NOTHING = EventRow(7, "", "", 0, NO_DAY, 0, 0, "", "suspect", 0, "{}", PREV, HASH)


def read(raw: str) -> EventRow:
    return salvage(PoisonedLine(HASH, raw, 7), PREV)


def test_every_field_that_is_of_its_type_is_taken():
    ledger = Ledger().days(1, 1)
    row = ledger.rows[2]
    assert read(ledger.exported()[2]) == row._replace(seq=7, prev=PREV, hash=HASH)


def test_a_field_that_is_not_of_its_type_is_empty_and_the_others_are_taken():
    fields = json.loads(Ledger().days(1, 1).exported()[2])
    found = read(json.dumps(fields | {"wall_ms": "yesterday", "kind": "NOT A KIND", "v": -1}))
    assert (found.wall_ms, found.kind, found.v) == (0, "", 0)
    assert (found.day_id, found.id) == (fields["day_id"], fields["id"])


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "\x00",
        "[]",
        "7",
        '{"body":',
        '{"body":[]}',
        "[" * 100_000,
        '{"seq":' + "9" * 5000 + "}",
        '{"day_id":9007199254740993}',
    ],
)
def test_nothing_at_all_is_read_of_what_is_no_event(raw):
    assert read(raw) == NOTHING


def test_a_nul_in_a_body_is_written_as_json_writes_it():
    assert read('{"body":{"a":"\\u0000"}}').body == '{"a":"\\u0000"}'


@given(st.text())
def test_no_text_breaks_the_reader(raw):
    found = read(raw)
    assert (found.seq, found.prev, found.hash) == (7, PREV, HASH)
    assert "\x00" not in found.body
