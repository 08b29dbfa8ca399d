"""Quarantine: what is not believed is stored all the same, and stops nobody."""

from __future__ import annotations

import json

import pytest

from sync.province.judging import WORDS
from sync.wire.messages import Note
from tests.sync.province.kiosks import TERMINAL, Ledger, Line, code_of
from tests.sync.province.rows import rows_of

GOOD = {
    "visit": "v-1",
    "code": code_of(1),
    "label": "A001",
    "queue_day": "2026-11-24",
    "agencies": ["dukcapil"],
    "services": ["dukcapil.ktp-el"],
}
VISIT = {
    "visit": "v-1",
    "code": code_of(1),
    "queue_day": "2026-11-24",
    "services": ["dukcapil.ktp-el"],
    "tickets": ["A001"],
}


@pytest.fixture
def begun() -> Ledger:
    made = Ledger()
    made.begin_day()
    return made


def tampered(ledger: Ledger) -> Ledger:
    """Change an event as somebody with an editor would, behind the ledger's back."""
    row = ledger.rows[4]
    ledger.rows[4] = row._replace(body=row.body.replace("A0", "B0"))
    return ledger


def test_a_poisoned_event_is_stored_told_and_exported_as_the_terminal_has_it(line, ledger):
    tampered(ledger)
    standing = line.send(ledger)
    assert standing.ack == len(ledger.rows)
    assert standing.notes == [Note(code="hash", seq=5, words=WORDS["hash"])]
    assert list(line.books.export(TERMINAL)) == ledger.exported()
    ((reason, raw),) = rows_of(line, "SELECT reason, raw FROM quarantine")
    assert (reason, bytes(raw).decode()) == ("hash", ledger.exported()[4])


def test_a_poisoned_event_can_be_found_by_what_could_be_read(line, ledger):
    tampered(ledger)
    line.send(ledger)
    found = rows_of(line, "SELECT kind, day_id, prev, hash FROM event WHERE raw IS NOT NULL")
    row = ledger.rows[4]
    assert found == [(row.kind, row.day_id, row.prev, row.hash)]


@pytest.mark.parametrize(
    "body", ['{"a":1}\n', '{"a": 1}', '{"a":"\x00"}', "no JSON", "", '{"a":0.5}']
)
def test_a_body_that_is_no_canonical_json_comes_through_byte_for_byte(line, ledger, body):
    ledger.rows[4] = ledger.rows[4]._replace(body=body)
    assert line.send(ledger).ack == len(ledger.rows)
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_the_reply_to_a_batch_that_is_sent_again_has_the_same_notes(line, ledger):
    tampered(ledger)
    first = line.send(ledger)
    assert line.send(ledger).notes == first.notes
    assert line.send(ledger, 6).notes == []


@pytest.mark.parametrize("kind", ["ticket.issued", "visit.issued"])
@pytest.mark.parametrize("missing", ["visit", "code", "queue_day", "services"])
def test_a_body_without_what_it_needs_is_noted(line, begun, kind, missing):
    body = dict(GOOD if kind == "ticket.issued" else VISIT)
    del body[missing]
    begun.append(kind, body)
    begun.append("lamp.lit", {})
    standing = line.send(begun)
    assert [(note.code, note.seq) for note in standing.notes] == [("body", 2)]
    assert standing.ack == 3
    ((raw,),) = rows_of(line, "SELECT raw FROM quarantine")
    assert bytes(raw).decode() == begun.exported()[1]


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "short"},
        {"code": "ILOU00000000"},
        {"code": 7},
        {"label": "A1"},
        {"label": "A1001\n"},
        {"label": "A000"},
        {"queue_day": "2026-02-30"},
        {"queue_day": "24-11-2026"},
        {"agencies": "dukcapil"},
        {"services": [1]},
        {"visit": None},
    ],
)
def test_a_ticket_whose_body_means_nothing_is_noted(line, begun, changed):
    begun.append("ticket.issued", GOOD | changed)
    assert [note.code for note in line.send(begun).notes] == ["body"]
    assert line.books.slip(GOOD["code"]) == []


@pytest.mark.parametrize("changed", [{"day_id": 0}, {"root": "AB" * 32}, {"events": -1}])
def test_a_close_that_means_nothing_is_noted_and_closes_nothing(line, ledger, changed):
    body = json.loads(next(row.body for row in ledger.rows if row.kind == "day.closed"))
    made = Ledger().days(1, 3)
    made.append("day.closed", body | changed)
    standing = line.send(made)
    assert ([note.code for note in standing.notes], standing.days) == (["body"], [])


def test_a_body_of_a_later_version_is_not_judged(line, begun):
    begun.append("ticket.issued", {"of": "the future"}, v=2)
    assert line.send(begun).notes == []


def test_a_label_that_was_given_twice_on_a_day_is_noted(line, begun):
    begun.append("ticket.issued", GOOD)
    begun.append("ticket.issued", GOOD | {"code": code_of(2)})
    begun.append("ticket.issued", GOOD | {"label": "A002"})
    assert [(note.code, note.seq) for note in line.send(begun).notes] == [("label", 3)]


def test_a_label_that_was_given_twice_is_noted_across_batches_and_ledgers(line, begun):
    begun.append("ticket.issued", GOOD)
    line.send(begun)
    begun.append("ticket.issued", GOOD | {"code": code_of(2)})
    assert [note.seq for note in line.send(begun, 3).notes] == [3]
    fresh = Ledger(epoch="epoch-2")
    fresh.append("ticket.issued", GOOD | {"code": code_of(3)})
    assert [note.code for note in line.send(fresh).notes] == ["label"]


def test_the_same_label_on_another_day_or_terminal_is_as_it_should_be(line, begun):
    begun.append("ticket.issued", GOOD)
    begun.append("ticket.issued", GOOD | {"queue_day": "2026-11-25"})
    assert line.send(begun).notes == []
    other = Line(line.books, "contoh-pringsewu-2")
    assert [note.seq for note in other.send(begun).notes] == []


def test_a_whole_batch_of_nonsense_is_stored(line):
    ledger = Ledger()
    for number in range(120):
        ledger.append("ticket.issued", {"nonsense": number})
    standing = line.send(ledger)
    assert (standing.ack, len(standing.notes)) == (120, 120)
    assert line.books.terminals(0)[0].quarantined == 120
