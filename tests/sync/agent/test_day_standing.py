"""One day at the line: its state, and why it is so in words."""

from __future__ import annotations

import pytest

from kiosk.store.day_close import DayClose
from sync.agent import day_standing as days
from sync.agent.day_standing import DayFacts, judge_day
from sync.line_store import DayRecord, Watermark

ROOT = "7" * 64
CLOSE = DayClose(1, "2026-11-22", 1, 10, 10, ROOT, 11)
THERE = Watermark("epoch", 11, ROOT)


def record(state, root=ROOT):
    return DayRecord("epoch", 1, "2026-11-22", 10, root, 10, state)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (DayFacts(None, None, THERE, running=True), ("open", days.RUNNING)),
        (DayFacts(None, None, THERE), ("missing", days.NOT_CLOSED)),
        (DayFacts(None, None, None), ("missing", days.NOT_CLOSED)),
        (DayFacts(CLOSE, None, None), ("missing", days.NOT_ENROLLED)),
        (DayFacts(CLOSE, None, Watermark("epoch", 10, ROOT)), ("missing", days.NOT_THERE)),
        (DayFacts(CLOSE, None, THERE), ("missing", days.NOT_JUDGED)),
        (DayFacts(CLOSE, record("missing"), THERE), ("missing", days.NOT_JUDGED)),
        (DayFacts(CLOSE, record("proven"), THERE), ("proven", days.PROVEN)),
        (DayFacts(CLOSE, record("different"), THERE), ("different", days.DIFFERENT)),
        (DayFacts(CLOSE, record("proven", "1" * 64), THERE), ("different", days.CHANGED)),
    ],
)
def test_a_day_says_why_it_is_as_it_is(facts, found):
    assert judge_day(facts) == found


@pytest.mark.parametrize("verdict", list(days.FOR_GOOD))
def test_a_day_behind_the_parting_of_two_histories_stays_missing_for_good_and_says_so(verdict):
    parted = Watermark("epoch", 5, ROOT, verdict)
    for close in (CLOSE, None):
        state, why = judge_day(DayFacts(close, None, parted))
        assert (state, why) == ("missing", days.FOR_GOOD[verdict])
        assert "tidak akan terbukti" in why


@pytest.mark.parametrize("verdict", list(days.FOR_GOOD))
def test_a_day_before_the_parting_may_still_be_proven(verdict):
    parted = Watermark("epoch", 11, ROOT, verdict)
    assert judge_day(DayFacts(CLOSE, None, parted)) == ("missing", days.NOT_JUDGED)
