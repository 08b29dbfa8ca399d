"""One event as text: the same bytes as canonical JSON, whatever stands in its body."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.hashing import canonical, event_hash
from kiosk.store.lines import EventRow, export_line, hashed_text, right_hash

NAMES = st.text(min_size=0, max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(st.text(), JSON, max_size=6)


def written(text: str) -> bool:
    """Whether a text can be written as UTF-8, as every text of a ledger was."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


@st.composite
def rows(draw):
    body = draw(BODIES.filter(lambda body: written(json.dumps(body, ensure_ascii=False))))
    number = st.integers(0, 2**53)
    name = NAMES.filter(written)
    return EventRow(
        draw(number),
        draw(name),
        draw(name),
        draw(number),
        draw(number),
        draw(st.integers(-(2**53), 2**53)),
        draw(number),
        draw(name),
        draw(st.sampled_from(["trusted", "holdover", "suspect"])),
        draw(number),
        canonical(body),
        "0" * 64,
        "f" * 64,
    )


def fields(row: EventRow, terminal: str, epoch: str) -> dict:
    plain = {name: value for name, value in row._asdict().items() if name != "hash"}
    return {**plain, "body": json.loads(row.body), "terminal": terminal, "epoch": epoch}


@given(rows(), NAMES.filter(written), NAMES.filter(written))
def test_what_is_hashed_is_canonical_json_of_the_fields(row, terminal, epoch):
    found = fields(row, terminal, epoch)
    assert hashed_text(terminal, epoch, row) == canonical(found)
    assert right_hash(terminal, epoch, row) == event_hash(found)


@given(rows(), NAMES.filter(written), NAMES.filter(written))
def test_what_is_exported_is_canonical_json_of_the_fields_and_the_hash(row, terminal, epoch):
    found = fields(row, terminal, epoch)
    assert export_line(terminal, epoch, row) == canonical({**found, "hash": row.hash})


def test_anyone_can_check_an_exported_line_with_a_standard_library():
    row = EventRow(1, "i", "k", 1, 1, 2, 3, "b", "trusted", 1, '{"a":"é"}', "0" * 64, "")
    row = row._replace(hash=right_hash("m-1", "e", row))
    told = json.loads(export_line("m-1", "e", row))
    claimed = told.pop("hash")
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == claimed


def test_a_changed_body_has_another_hash():
    row = EventRow(1, "i", "k", 1, 1, 2, 3, "b", "trusted", 1, '{"a":1}', "0" * 64, "")
    changed = row._replace(body='{"a":2}')
    assert right_hash("m-1", "e", row) != right_hash("m-1", "e", changed)
