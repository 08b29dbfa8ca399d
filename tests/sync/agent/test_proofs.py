"""Days: proven where both sides have one root, told until they are."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from kiosk.errors import StoreProblem
from kiosk.store.day_close import DayClose
from sync.agent.ledgers import closes_of
from sync.agent.proofs import SETTLED, compare_days, proven_day
from sync.line_store import DayRecord
from sync.wire.messages import DayProof
from tests.sync.province.kiosks import NOW, Ledger

ROOT = "7" * 64
CLOSE = DayClose(3, "2026-11-23", 1, 300, 300, ROOT, 301)
PROOF = DayProof(
    date="2026-11-23", day_id=3, epoch="e", events=300, last_seq=300, root=ROOT, state="proven"
)
RECORD = DayRecord("e", 3, "2026-11-23", 300, ROOT, 300, "proven", NOW)


def states(terminal):
    return {day.day_id: day.state for day in terminal.state.days}


def test_a_day_with_the_same_root_is_proven():
    assert compare_days("e", [PROOF], [CLOSE], [], NOW) == [RECORD]


@pytest.mark.parametrize("change", [{"root": "8" * 64}, {"events": 299}, {"last_seq": 299}])
def test_a_day_that_the_province_proves_otherwise_is_different(change):
    proof = msgspec.structs.replace(PROOF, **change)
    (day,) = compare_days("e", [proof], [CLOSE], [], NOW)
    assert (day.state, day.proven_ms, day.root) == ("different", 0, ROOT)


@pytest.mark.parametrize(
    ("said", "kept"), [("different", "different"), ("missing", "missing"), ("open", "missing")]
)
def test_what_the_province_does_not_prove_is_not_proven(said, kept):
    proof = msgspec.structs.replace(PROOF, state=said)
    (day,) = compare_days("e", [proof], [CLOSE], [], NOW)
    assert (day.state, day.proven_ms) == (kept, 0)


def test_a_purged_day_is_compared_with_what_was_kept_of_it():
    assert compare_days("e", [PROOF], [], [RECORD], NOW + 5) == [replace(RECORD, proven_ms=NOW + 5)]
    other = replace(RECORD, root="1" * 64)
    assert compare_days("e", [PROOF], [], [other], NOW)[0].state == "different"


def test_a_day_that_is_open_here_or_of_another_ledger_is_left_out():
    assert compare_days("e", [PROOF], [], [], NOW) == []
    assert compare_days("other", [PROOF], [CLOSE], [], NOW) == []


def test_the_province_need_not_tell_of_the_first_proven_days_again():
    closes = [CLOSE._replace(day_id=day) for day in (1, 2, 4, 5)]
    kept = [replace(RECORD, day_id=day) for day in (1, 2, 5)]
    assert proven_day(closes, kept) == 2
    assert proven_day(closes, [*kept, replace(RECORD, day_id=4)]) == 5
    assert proven_day([], []) == 0


def test_a_different_day_is_asked_for_at_each_hello_but_not_with_each_batch():
    closes = [CLOSE._replace(day_id=day) for day in (1, 2, 3)]
    kept = [replace(RECORD, day_id=day) for day in (1, 3)]
    kept.append(replace(RECORD, day_id=2, state="different"))
    assert proven_day(closes, kept) == 1
    assert proven_day(closes, kept, SETTLED) == 3


def test_a_day_is_proven_as_soon_as_its_close_arrives(terminal, office):
    terminal.ledger.days(1, 3)
    terminal.attempt()
    assert states(terminal) == {}
    terminal.ledger.days(1, 1)
    terminal.attempt()
    assert states(terminal) == {1: "proven"}
    assert terminal.state.days[0].proven_ms == NOW
    assert terminal.state.days[0].date == "2026-11-24"


def test_proven_days_are_not_told_again(terminal, office):
    terminal.ledger.days(3, 2)
    terminal.attempt()
    terminal.attempt()
    assert [hello.proven_day for hello in office.hellos()] == [0, 2]


def test_a_tampered_day_is_different_on_both_sides(terminal, office):
    terminal.ledger.days(1, 3)
    row = terminal.ledger.rows[3]
    terminal.ledger.rows[3] = row._replace(body='{"label":"A999"}')
    terminal.ledger.days(1, 1)
    assert terminal.attempt().empty
    assert states(terminal) == {1: "different"}


def test_a_day_that_was_proven_before_stays_proven_though_the_reply_says_less(terminal, office):
    terminal.ledger.days(2, 2)
    terminal.attempt()
    office.mishaps = [
        office.bend(
            lambda reply: msgspec.structs.replace(
                reply,
                days=[msgspec.structs.replace(PROOF, epoch="epoch-1", day_id=1, state="missing")],
            )
        )
    ]
    terminal.attempt()
    assert states(terminal) == {1: "proven"}


def test_many_days_are_told_over_several_replies(terminal, office):
    terminal.ledger.days(450, 0)
    terminal.attempt()
    for _ in range(3):
        terminal.attempt()
    assert len(states(terminal)) == 449
    assert set(states(terminal).values()) == {"proven"}


def test_a_ledger_of_an_older_program_has_no_closes():
    class Older:
        def day_closes(self):
            raise StoreProblem("an older program", "start the kiosk")

    assert closes_of(Older()) == []
    assert Ledger().rows == []
