"""A batch is what follows the watermark, and our own hash at every seq of it."""

from __future__ import annotations

import pytest

from sync.agent.batch import BatchLimit, Hole, agrees, hash_at, next_batch
from sync.line_store import Watermark
from sync.wire.lines import wire_line
from tests.sync.agent.ledgers_in_memory import MemoryView
from tests.sync.province.kiosks import Ledger


@pytest.fixture
def view():
    return MemoryView(Ledger().days(1, 10))


def at(view, seq):
    return Watermark(view.ledger.epoch, seq, view.ledger.rows[seq - 1].hash)


def test_a_batch_begins_behind_the_watermark(view):
    batch = next_batch(view, at(view, 5), 4)
    rows = view.ledger.rows[5:9]
    assert (batch.first, batch.last, batch.prev) == (6, 9, view.ledger.rows[4].hash)
    assert batch.lines == [wire_line(view.ledger.terminal, view.ledger.epoch, r) for r in rows]
    assert batch.hashes == [row.hash for row in rows]


def test_a_batch_knows_our_hash_at_each_of_its_seqs_and_before(view):
    batch = next_batch(view, at(view, 5), 4)
    known = [batch.hash_at(seq) for seq in range(3, 12)]
    assert known == [None, None, *(row.hash for row in view.ledger.rows[4:9]), None, None]


def test_a_batch_ends_before_a_hole(view):
    del view.ledger.rows[8]
    assert next_batch(view, at(view, 5), 100).last == 8


def test_a_hole_right_behind_the_watermark_is_told(view):
    del view.ledger.rows[5]
    with pytest.raises(Hole) as told:
        next_batch(view, at(view, 5), 100)
    assert told.value.seq == 6


def test_nothing_behind_the_watermark_is_a_hole_too(view):
    with pytest.raises(Hole):
        next_batch(view, at(view, len(view.ledger.rows)), 100)


def test_our_hash_at_a_seq_outlives_the_purge_of_its_event(view):
    hashes = [row.hash for row in view.ledger.rows]
    view.purged = 5
    assert [hash_at(view, seq) for seq in range(7)] == ["0" * 64, *[None] * 4, *hashes[4:6]]


def test_a_hash_agrees_where_the_event_has_it_or_the_next_one_follows_it(view):
    hashes = [row.hash for row in view.ledger.rows]
    assert agrees(view, 0, "0" * 64)
    assert agrees(view, 5, hashes[4])
    assert not agrees(view, 5, hashes[5])
    assert not agrees(view, 0, hashes[0])
    assert not agrees(view, -1, hashes[0])
    assert not agrees(view, len(hashes) + 1, hashes[-1])
    view.ledger.rows[4] = view.ledger.rows[4]._replace(hash="a" * 64)
    assert agrees(view, 5, hashes[4])
    assert agrees(view, 5, "a" * 64)


def test_a_limit_is_halved_down_to_one_and_grows_by_an_eighth_up_to_what_is_taken():
    limit = BatchLimit()
    assert [limit.halve(limit.events) for _ in range(9)] == [True] * 8 + [False]
    assert limit.events == 1
    seen = []
    for _ in range(60):
        limit.grow()
        seen.append(limit.events)
    assert seen[:4] == [2, 3, 4, 5]
    assert seen[-1] == 500


def test_half_of_a_batch_that_was_smaller_than_the_limit_is_half_of_that_batch():
    limit = BatchLimit()
    limit.halve(40)
    assert limit.events == 20
