"""Stored days: what each entry asks of the ledger costs the same whatever its size."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.store import days
from kiosk.store.queue_day import Instant
from tests.premises import TUESDAY
from tests.store.ledgers import take


def last_of(store):
    with store._writer.reading() as connection:
        return days.last_ticket(connection)


def test_the_last_ticket_is_found_behind_what_followed_it(store, clock):
    assert last_of(store) == (None, False)
    take(store, clock.now())
    moment = Instant(int(TUESDAY.timestamp() * 1000), clock.mono_ms(), store._writer._boot_id)
    clock.run(minutes=1)
    store.record("kiosk.idle", {}, clock.now())
    assert last_of(store) == (moment, False)


def test_a_ticket_of_a_doubted_clock_is_told_as_such(store, clock):
    take(store, clock.now())
    clock.jump(days=-400)
    take(store, clock.now())
    assert last_of(store)[1]


def test_a_ticket_too_far_back_to_matter_is_not_sought(store, clock, monkeypatch):
    monkeypatch.setattr(days, "LAST_TICKET_WITHIN", 3)
    take(store, clock.now())
    for _ in range(2):
        store.record("kiosk.idle", {}, clock.now())
    assert last_of(store)[0] is not None
    store.record("kiosk.idle", {}, clock.now())
    assert last_of(store) == (None, False)


@pytest.mark.parametrize(("day", "known"), [(0, True), (1, False), (-1, False)])
def test_a_date_is_known_once_it_was_a_queue_day(store, clock, day, known):
    take(store, clock.now())
    with store._writer.reading() as connection:
        assert days.had_day(connection, (TUESDAY + timedelta(days=day)).date()) is known


def test_what_an_entry_asks_is_answered_by_keys(store, clock):
    take(store, clock.now())
    asked = []
    with store._writer.reading() as connection:
        connection.set_trace_callback(asked.append)
        store._writer.decide(clock.now())
        connection.set_trace_callback(None)
        plans = [connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall() for text in asked]
    steps = [row[3] for plan in plans for row in plan]
    assert any("event" in text for text in asked)
    assert not [step for step in steps if step.startswith("SCAN event")]
