"""Days: proven by the province's own rows, or different, and told until the terminal knows."""

from __future__ import annotations

import json

import pytest

from kiosk.store.merkle import merkle_root
from sync.province import proofs
from sync.wire.messages import DayProof
from tests.sync.province.kiosks import Ledger, Line
from tests.sync.province.rows import rows_of

CLOSED_AT = 11
"""The seq of the first ``day.closed`` of the fixture's ledger, the event behind the day."""


def states(line: Line, ledger: Ledger) -> dict[int, str]:
    return {day.day_id: day.state for day in line.hello(ledger).days}


def forged(ledger: Ledger, **changed) -> Ledger:
    """Return a ledger up to the close of its first day, which says something else."""
    made = ledger.copy()
    made.rows = ledger.rows[: CLOSED_AT - 1]
    body = json.loads(ledger.rows[CLOSED_AT - 1].body)
    made.append("day.closed", body | changed, day_id=2)
    return made


def test_a_closed_day_is_proven_by_its_own_rows(line, ledger):
    days = line.send(ledger).days
    first = [row for row in ledger.rows if row.day_id == 1]
    assert days[0] == DayProof(
        date="2026-11-24",
        day_id=1,
        epoch=ledger.epoch,
        events=len(first),
        last_seq=first[-1].seq,
        root=merkle_root(row.hash for row in first),
        state="proven",
    )
    assert [(day.day_id, day.state) for day in days] == [(1, "proven"), (2, "proven")]


def test_a_day_is_proven_whatever_batches_it_came_in(line, ledger):
    line.drain(ledger, batch=4)
    assert states(line, ledger) == {1: "proven", 2: "proven"}


def test_a_day_that_is_not_closed_is_not_told(line, ledger):
    assert line.send(ledger, 1, CLOSED_AT - 1).days == []
    assert [day.day_id for day in line.send(ledger, CLOSED_AT, CLOSED_AT).days] == [1]


def test_only_days_the_terminal_does_not_know_of_are_told(line, ledger):
    assert [day.day_id for day in line.send(ledger, proven_day=1).days] == [2]
    assert line.send(ledger, proven_day=2).days == []


@pytest.mark.parametrize(
    "changed",
    [
        {"events": 9},
        {"first_seq": 2},
        {"last_seq": 9},
        {"last_hash": "ab" * 32},
        {"root": "ab" * 32},
        {"kinds": {"ticket.issued": 10}},
        {"day_id": 2},
        {"day_id": 77},
    ],
)
def test_a_close_that_says_something_else_makes_the_day_different(line, ledger, changed):
    other = forged(ledger, **changed)
    line.send(other)
    assert states(line, other) == {changed.get("day_id", 1): "different"}


def test_the_provinces_root_is_told_and_theirs_is_kept(line, ledger):
    other = forged(ledger, root="ab" * 32)
    (day,) = line.send(other).days
    assert day.root == merkle_root(row.hash for row in ledger.rows if row.day_id == 1)
    assert rows_of(line, "SELECT their_root FROM day WHERE day_id = 1") == [("ab" * 32,)]


def test_a_difference_stays_one_when_the_terminal_takes_it_back(line, ledger):
    other = forged(ledger, events=9)
    line.send(other)
    other.append("day.closed", json.loads(ledger.rows[CLOSED_AT - 1].body), day_id=2)
    line.send(other)
    assert states(line, other) == {1: "different"}


def test_two_closes_of_a_day_in_one_batch_must_both_hold(line, ledger):
    other = ledger.copy()
    other.rows = ledger.rows[:CLOSED_AT]
    other.append("day.closed", json.loads(other.rows[-1].body) | {"events": 9}, day_id=2)
    other.append("day.closed", json.loads(other.rows[-2].body), day_id=2)
    line.send(other)
    assert states(line, other) == {1: "different"}


def test_a_day_scattered_over_a_ledger_is_different_and_not_read(line, monkeypatch):
    monkeypatch.setattr(proofs, "MOST_STRAYS", 3)
    monkeypatch.setattr(proofs, "_rows", None)
    ledger = Ledger(day_id=1)
    for day_id in (1, 2, 2, 2, 2, 1):
        ledger.append("lamp.lit", {}, day_id=day_id)
    ledger.append("day.closed", a_close(1, 1, 6, 2))
    (day,) = line.send(ledger).days
    assert (day.state, day.root) == ("different", merkle_root(()))


def a_close(day_id: int, first: int, last: int, events: int) -> dict:
    return {
        "day_id": day_id,
        "date": "2026-11-24",
        "first_seq": first,
        "last_seq": last,
        "events": events,
        "kinds": {},
        "last_hash": "ab" * 32,
        "root": "ab" * 32,
    }


def test_the_same_close_again_leaves_a_day_proven(line, ledger):
    line.send(ledger)
    ledger.append("day.closed", json.loads(ledger.rows[CLOSED_AT - 1].body))
    line.send(ledger)
    assert states(line, ledger)[1] == "proven"


def test_an_event_that_comes_behind_the_close_of_its_day_makes_it_different(line, ledger):
    line.send(ledger)
    ledger.append("lamp.lit", {}, day_id=1)
    line.send(ledger)
    assert states(line, ledger) == {1: "different", 2: "proven"}


def test_a_day_with_a_poisoned_event_is_different_though_all_hashes_are_equal(line, ledger):
    """The chain goes by the hash the event claims, so only the quarantine tells."""
    ledger.rows[4] = ledger.rows[4]._replace(kind="ticket.voided")
    line.send(ledger)
    assert states(line, ledger) == {1: "different", 2: "proven"}


def test_a_poisoned_event_that_claims_another_day_makes_its_own_different(line, ledger):
    ledger.rows[4] = ledger.rows[4]._replace(day_id=2)
    line.send(ledger)
    assert states(line, ledger)[1] == "different"


def test_a_poisoned_close_closes_nothing(line, ledger):
    ledger.rows[CLOSED_AT - 1] = ledger.rows[CLOSED_AT - 1]._replace(v=2)
    line.send(ledger)
    assert 1 not in states(line, ledger)


def test_a_day_is_counted_page_by_page(line, ledger, monkeypatch):
    monkeypatch.setattr(proofs, "PAGE", 4)
    line.send(ledger)
    assert states(line, ledger) == {1: "proven", 2: "proven"}


def test_a_reply_tells_of_so_many_days_and_the_next_of_the_others(line, monkeypatch):
    monkeypatch.setattr(proofs, "MOST_DAYS", 2)
    ledger = Ledger().days(6, 1)
    assert [day.day_id for day in line.send(ledger).days] == [1, 2]
    told = line.send_lines(ledger, len(ledger.rows) + 1, [], proven_day=2).days
    assert [day.day_id for day in told] == [3, 4]


def test_times_that_no_clock_can_have_are_counted_and_no_fault(line, ledger):
    ledger.append("lamp.lit", {}, wall_ms=0)
    ledger.append("lamp.lit", {}, wall_ms=2**53)
    ledger.append("lamp.lit", {}, wall_ms=-(2**53))
    assert line.send(ledger).notes == []
    assert rows_of(line, "SELECT odd_times FROM day ORDER BY day_id") == [(0,), (0,), (3,)]


def test_a_day_whose_events_say_no_date_goes_by_their_clock(line):
    ledger = Ledger(day_id=1)
    ledger.append("lamp.lit", {})
    line.send(ledger)
    assert rows_of(line, "SELECT date FROM day") == [("2026-11-24",)]
    ledger.append("queue_day.began", {"date": "2026-11-25", "why": "clock"})
    line.send(ledger)
    assert rows_of(line, "SELECT date FROM day") == [("2026-11-25",)]


@pytest.mark.parametrize("wall_ms", [2**53, -(2**53)])
def test_a_clock_beyond_all_dates_gives_a_day_the_first_of_all(line, wall_ms):
    ledger = Ledger(day_id=1)
    ledger.append("lamp.lit", {}, wall_ms=wall_ms)
    line.send(ledger)
    assert rows_of(line, "SELECT date FROM day") == [("1970-01-01",)]
