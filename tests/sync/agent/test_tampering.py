"""Whatever somebody does to rows of the ledger, it is told, and stops nothing behind it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.lines import right_hash
from sync.agent.batch import next_batch
from sync.line_store import Watermark
from sync.wire.lines import LARGEST_LINE, PoisonedLine, read_line
from sync.wire.messages import LARGEST_BATCH
from tests.sync.agent.ledgers_in_memory import MemoryView
from tests.sync.province.kiosks import Ledger

AT = 4


def sealed(ledger, row):
    """Return a row with the hash its content has, as a clever hand would leave it."""
    return row._replace(hash=right_hash(ledger.terminal, ledger.epoch, row))


TAMPERED = {
    "another body": lambda ledger, row: row._replace(body='{"label":"A999"}'),
    "another body and its hash": lambda ledger, row: sealed(ledger, row._replace(body='{"x":1}')),
    "another prev and its hash": lambda ledger, row: sealed(ledger, row._replace(prev="5" * 64)),
    "no hash at all": lambda ledger, row: row._replace(hash="oops"),
    "a hash in capitals": lambda ledger, row: row._replace(hash=row.hash.upper()),
    "no JSON": lambda ledger, row: sealed(ledger, row._replace(body="{")),
    "a line feed in it": lambda ledger, row: sealed(ledger, row._replace(body='{"x":"\n"}')),
    "an endless body": lambda ledger, row: row._replace(body=f'{{"x":"{"y" * 400_000}"}}'),
    "an endless body and its hash": lambda ledger, row: sealed(
        ledger, row._replace(body=f'{{"x":"{"y" * 400_000}"}}')
    ),
    "a body of quotes": lambda ledger, row: row._replace(body='"' * 200_000),
    "a name that is none": lambda ledger, row: sealed(ledger, row._replace(id="a b")),
    "a kind that is none": lambda ledger, row: sealed(ledger, row._replace(kind="DROP TABLE")),
    "a time before all time": lambda ledger, row: sealed(ledger, row._replace(wall_ms=-(2**62))),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_the_events_behind_a_tampered_row_arrive(terminal, office, how):
    ledger = terminal.ledger.days(1, 5)
    ledger.rows[AT] = TAMPERED[how](ledger, ledger.rows[AT])
    assert terminal.attempt().empty
    assert terminal.mark.acked == len(ledger.rows)
    assert terminal.mark.acked_hash == ledger.head
    (standing,) = office.books.terminals(office.now_ms)
    assert standing.quarantined >= 1
    assert terminal.attempt().empty


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_row_that_is_the_last_is_acknowledged_too(terminal, how):
    ledger = terminal.ledger.days(1, 5)
    ledger.rows[-1] = TAMPERED[how](ledger, ledger.rows[-1])
    assert terminal.attempt().empty
    terminal.restart()
    assert terminal.attempt().code == "working"


@pytest.mark.parametrize("how", TAMPERED)
def test_a_row_that_was_changed_after_it_arrived_changes_nothing(terminal, how):
    ledger = terminal.ledger.days(1, 5)
    terminal.attempt()
    at = len(ledger.rows) - 1
    ledger.visit()
    ledger.rows[at] = TAMPERED[how](ledger, ledger.rows[at])
    terminal.restart()
    assert terminal.attempt().empty
    assert terminal.mark.acked_hash == ledger.head


def test_many_tampered_rows_take_several_attempts_but_all_arrive(terminal):
    ledger = terminal.ledger.days(1, 10)
    for seq in range(4, 30):
        ledger.rows[seq] = TAMPERED["a name that is none"](ledger, ledger.rows[seq])
    outcomes = [terminal.attempt() for _ in range(4)]
    assert outcomes[-1].empty
    assert terminal.mark.acked == len(ledger.rows)


@given(st.integers(0, 15), st.text(max_size=40), st.text(max_size=40), st.text(max_size=70))
def test_every_line_of_a_batch_can_be_read_whatever_stands_in_a_row(at, body, kind, digest):
    ledger = Ledger().days(1, 5)
    ledger.rows[at] = ledger.rows[at]._replace(body=body, kind=kind, hash=digest)
    batch = next_batch(MemoryView(ledger), Watermark(ledger.epoch), 500)
    prev = batch.prev
    for line, own in zip(batch.lines, batch.hashes, strict=True):
        read = read_line(line, ledger.terminal, ledger.epoch, prev)
        assert read.hash == own
        assert len(line) <= LARGEST_LINE
        prev = read.hash
    assert sum(map(len, batch.lines)) <= LARGEST_BATCH


def test_a_cut_line_keeps_what_fits_of_its_beginning():
    ledger = Ledger().days(1, 1)
    ledger.rows[0] = TAMPERED["a body of quotes"](ledger, ledger.rows[0])
    line = next_batch(MemoryView(ledger), Watermark(ledger.epoch), 1).lines[0]
    read = read_line(line, ledger.terminal, ledger.epoch, "0" * 64)
    assert isinstance(read, PoisonedLine)
    assert len(read.raw) == 40_000
    assert json.loads(line)["seq"] == 1
