"""What is thought of each day: pure, one case a line."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sync.province.day_states import LONGEST_HOLE, Day, days_of_terminal
from sync.province.ledgers import Ledger

TODAY = dt.date(2026, 12, 20)


def a_ledger(epoch: str = "e", *, state: str = "open", announced: int = 9, told_day: int = 0):
    return Ledger("t-1", epoch, None, None, 9, "", state, announced, told_day, 0)


def told(days: list[Day], ledger: Ledger | None = None, current: str = "e") -> list[str]:
    """Return "date state" of each day of a single ledger."""
    found = days_of_terminal([(ledger or a_ledger(), days)], current, TODAY)
    return [f"{day.day[-2:]} {day.state}" for day in found]


def day(day_id: int, date: int, state: str = "proven") -> Day:
    return Day(day_id, f"2026-12-{date:02}", 5, state)


def test_the_last_day_is_open_and_those_before_are_what_they_are():
    days = [day(1, 1), day(2, 2, "different"), day(3, 3, "open")]
    assert told(days) == ["01 proven", "02 different", "03 open"]


def test_a_day_whose_close_is_not_among_what_came_after_it_is_missing():
    assert told([day(1, 1, "open"), day(2, 2, "open")]) == ["01 missing", "02 open"]


def test_a_close_that_may_still_be_on_its_way_is_waited_for():
    days = [day(1, 1, "open"), day(2, 2, "open")]
    assert told(days, a_ledger(announced=10)) == ["01 open", "02 open"]


def test_nothing_is_waited_for_from_a_ledger_that_is_closed_or_replaced():
    days = [day(1, 1), day(2, 2, "open")]
    assert told(days, a_ledger(state="cloned", announced=99)) == ["01 proven", "02 missing"]
    assert told(days, a_ledger(), current="later") == ["01 proven", "02 missing"]


def test_a_hole_between_ids_is_missing_days():
    assert told([day(1, 1), day(3, 3), day(4, 7)]) == [
        "01 proven",
        "02 missing",
        "03 proven",
        "07 proven",
    ]


def test_a_hole_of_fewer_days_than_dates_takes_the_first():
    assert told([day(1, 1), day(3, 5)]) == ["01 proven", "02 missing", "05 proven"]


def test_days_the_terminal_knows_the_proof_of_are_missing_up_to_yesterday():
    days = [day(1, 17)]
    assert told(days, a_ledger(told_day=3)) == ["17 proven", "18 missing", "19 missing"]
    assert told(days, a_ledger(told_day=2**53)) == ["17 proven", "18 missing", "19 missing"]


def test_nothing_is_made_up_of_a_ledger_without_a_day():
    assert told([], a_ledger(told_day=7)) == []


@given(st.integers(2, 2**53), st.dates())
def test_no_day_id_makes_the_list_long(day_id, date):
    days = [day(1, 1), Day(day_id, date.isoformat(), 0, "different")]
    assert len(told(days)) <= LONGEST_HOLE + 2


@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.sampled_from(["proven", "open", "different"])),
        max_size=12,
        unique_by=lambda it: it[0],
    )
)
def test_no_event_of_any_day_is_left_out(found):
    days = [day(number, date, state) for number, (date, state) in enumerate(sorted(found), 1)]
    standing = days_of_terminal([(a_ledger("a"), days), (a_ledger("b"), days)], "b", TODAY)
    assert sum(it.events for it in standing) == 10 * len(days)
    assert [it.day for it in standing] == sorted({it.date for it in days})
