"""Strays: what a closed ledger's other histories wrote is kept beside it, once, and found."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import UnknownId
from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import right_hash
from sync.province import strays
from sync.province.ports import Province, Slip, SlipStop
from sync.wire import problems
from sync.wire.lines import poisoned_line
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, code_of, refused
from tests.sync.province.rows import rows_of

PARTED = 20
"""Up to here the histories are one."""

_malls = itertools.count(1)


@pytest.fixture
def other(line: Line, ledger: Ledger) -> Ledger:
    """The history of a disk that was set back to seq 20 and went on, after the line told it so."""
    line.send(ledger)
    other = restored(ledger, visits=4)
    assert line.hello(other, seq=PARTED, hash=other.rows[PARTED - 1].hash).verdict == "restored"
    return other


def restored(ledger: Ledger, visits: int, number: int = 90) -> Ledger:
    """Return a ledger that was set back and gave other numbers since."""
    other = ledger.copy()
    other.rows, other.visits, other.number = other.rows[:PARTED], number, number
    for _ in range(visits):
        other.visit()
    return other


def exported(line: Line) -> list[str]:
    return list(line.books.export_strays(line.terminal))


def test_what_was_written_after_the_histories_parted_is_kept_beside_the_ledger(line, ledger, other):
    standing = line.stray(other, PARTED + 1)
    assert (standing.ack, standing.ack_hash) == (len(other.rows), other.head)
    assert exported(line) == other.exported()[PARTED:]
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_what_both_histories_share_is_no_stray(line, other):
    assert line.stray(other, 1).ack == len(other.rows)
    assert exported(line) == other.exported()[PARTED:]


def test_strays_may_come_batch_after_batch_and_again(line, other):
    for first in (15, 19, 23, 19, 15):
        standing = line.stray(other, first, first + 4)
        assert (standing.ack, standing.ack_hash) == (first + 4, other.rows[first + 3].hash)
    assert exported(line) == other.exported()[PARTED : 23 + 4]


def test_an_empty_batch_asks_whether_a_history_is_here(line, other):
    line.stray(other, PARTED + 1)
    standing = line.stray(other, len(other.rows) + 1)
    assert (standing.ack, standing.ack_hash) == (len(other.rows), other.head)
    line.stray(other, 1, 0)
    assert refused(line.stray, other, PARTED + 1, PARTED, prev="ab" * 32).code == problems.GAP


def test_a_stray_of_which_nobody_knows_what_was_before_is_refused(line, ledger, other):
    refusal = refused(line.stray, other, PARTED + 3)
    assert (refusal.code, refusal.expected, refusal.at) == (
        problems.GAP,
        len(ledger.rows) + 1,
        ledger.head,
    )
    assert refused(line.stray, other, 1, prev="ab" * 32).code == problems.GAP
    assert refused(line.stray, other, 0, 3, prev=FIRST_PREV).code == problems.GAP
    assert exported(line) == []


def test_a_stray_of_an_open_ledger_is_none_and_changes_nothing(line, ledger):
    line.send(ledger, 1, PARTED)
    refusal = refused(line.stray, ledger, PARTED + 1)
    assert (refusal.code, refusal.expected) == (problems.OPEN, PARTED + 1)
    assert refused(line.stray, Ledger(epoch="epoch-9").days(1, 1), 1).code == problems.OPEN
    assert exported(line) == []
    assert line.send(ledger).ack == len(ledger.rows)
    assert rows_of(line, "SELECT epoch FROM ledger") == [(ledger.epoch,)]


def test_the_request_of_a_stray_is_counted(line, other):
    line.stray(other, PARTED + 1)
    assert refused(line.stray, other, PARTED + 1, sent=1).code == problems.REPLAYED


def test_several_histories_of_one_ledger_are_all_kept(line, ledger, other):
    third = restored(ledger, visits=2, number=200)
    branch = other.copy()
    branch.rows = branch.rows[:26]
    branch.append("note.kept", {"who": "a disk that was set back twice"})
    for history in (other, third, branch):
        assert line.stray(history, PARTED + 1).ack == len(history.rows)
    found = exported(line)
    assert set(found) == {
        line for history in (other, third, branch) for line in history.exported()[PARTED:]
    }
    assert len(found) == 12 + 6 + 1
    assert line.stray(branch, 27).ack_hash == branch.head


def test_the_slip_of_a_stray_is_found(line, other):
    line.stray(other, PARTED + 1)
    stop = SlipStop("A091", ("dukcapil",), ("dukcapil.ktp-el",))
    assert line.books.slip(code_of(91)) == [Slip(code_of(91), TERMINAL, "2026-11-26", (stop,))]
    assert line.books.slip(code_of(1))[0].stops[0].label == "A001"


def test_a_poisoned_stray_is_kept_as_it_came_and_stops_nothing(line, other):
    spoilt = other.rows[22]._replace(body='{"somebody":"wrote here"}')
    lines = other.lines(PARTED + 1, len(other.rows))
    lines[2] = poisoned_line(TERMINAL, other.epoch, spoilt)
    other.rows[22] = spoilt
    assert line.stray_lines(other, PARTED + 1, lines).ack == len(other.rows)
    assert exported(line) == other.exported()[PARTED:]


def test_an_unreadable_stray_is_named_and_those_before_it_are_kept(line, other):
    lines = other.lines(PARTED + 1, PARTED + 3)
    lines[1] = lines[1][:-3]
    assert line.stray_lines(other, PARTED + 1, lines).ack == PARTED + 1
    refusal = refused(line.stray_lines, other, PARTED + 2, lines[1:])
    assert (refusal.code, refusal.seq) == (problems.POISONED, PARTED + 2)
    assert refused(line.stray_lines, other, PARTED + 2, lines[2:]).code == problems.GAP


def test_the_office_sees_strays_and_that_their_day_is_not_proven(line, ledger, other):
    (before,) = line.books.terminals(NOW)
    line.stray(other, PARTED + 1)
    (after,) = line.books.terminals(NOW)
    assert (before.strays, after.strays) == (0, len(other.rows) - PARTED)
    assert [(day.day, day.state) for day in before.days][:2] == [
        ("2026-11-24", "proven"),
        ("2026-11-25", "proven"),
    ]
    of_day = {day.day: (day.events, day.state) for day in after.days}
    assert of_day["2026-11-24"] == (before.days[0].events, "proven")
    assert of_day["2026-11-26"][1] == "different"
    assert sum(day.events for day in after.days) == len(ledger.rows) + after.strays


def test_strays_are_exported_page_by_page(line, other, monkeypatch):
    line.stray(other, PARTED + 1)
    monkeypatch.setattr(strays, "PAGE", 3)
    assert exported(line) == other.exported()[PARTED:]


def test_strays_of_nobody_are_asked_for_in_vain(books):
    with pytest.raises(UnknownId):
        list(books.export_strays("contoh-nowhere-1"))


def test_a_history_goes_on_behind_the_ledgers_end_though_its_month_lies_in_an_archive(line, ledger):
    line.send(ledger, 1, PARTED)
    line.hello(ledger)
    line.hello(ledger, machine="cd" * 32)
    rows_of(line, "DELETE FROM event WHERE seq > 0 RETURNING seq")
    assert line.stray(ledger, PARTED + 1).ack == len(ledger.rows)


batches = st.tuples(st.integers(0, 2), st.integers(1, 32), st.integers(0, 9))


def three_histories(books: Province) -> tuple[Line, Ledger, list[Ledger]]:
    """Return a closed ledger of a terminal that the books did not know, and its histories."""
    ledger = Ledger(f"mall-{next(_malls)}-1").days(2, 5)
    histories = [restored(ledger, visits=4), restored(ledger, visits=2, number=200)]
    deeper = histories[0].copy()
    deeper.rows = deeper.rows[:24]
    deeper.visit()
    line = Line(books, ledger.terminal)
    line.send(ledger)
    line.hello(ledger, seq=1)
    return line, ledger, [*histories, deeper]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(batches, max_size=20))
def test_any_order_of_strays_ends_with_exactly_their_set(books, deliveries):
    line, ledger, histories = three_histories(books)
    kept: set[tuple[int, str]] = {(row.seq, row.hash) for row in ledger.rows}
    expected: set[str] = set()
    for which, first, count in deliveries:
        history = histories[which]
        start = min(first, len(history.rows) + 1)
        last = min(start + count - 1, len(history.rows))
        if start > 1 and (start - 1, history.prev(start)) not in kept:
            assert refused(line.stray, history, start, last).code == problems.GAP
            continue
        standing = line.stray(history, start, last)
        assert (standing.ack, standing.ack_hash) == (last, history.prev(last + 1))
        for row, text in list(zip(history.rows, history.exported(), strict=True))[start - 1 : last]:
            if (row.seq, row.hash) not in kept:
                expected.add(text)
            kept.add((row.seq, row.hash))
    found = exported(line)
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert list(books.export(ledger.terminal)) == ledger.exported()


def test_the_hash_of_a_stray_is_that_of_its_content(line, other):
    line.stray(other, PARTED + 1)
    rows = rows_of(line, "SELECT seq, hash FROM stray ORDER BY seq")
    assert rows == [
        (row.seq, right_hash(TERMINAL, other.epoch, row)) for row in other.rows[PARTED:]
    ]
