"""The roll: millimetres are counted, since a sensor that says nothing proves nothing."""

from __future__ import annotations

import pytest

from kiosk.store.papers.roll import Roll
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, opened


def printed(store, mm: int, outcome: str = "printed") -> int:
    job = store.job_of(store.issue(PRINTED, TUESDAY).visit).job
    store.sending(job)
    store.finish(job, outcome, "", "marker", mm)
    return job


def test_nothing_is_known_before_the_first_roll_and_the_first_paper(store):
    assert store.roll() is None
    assert store.mean_slip_mm() is None


def test_a_new_roll_is_an_event_and_begins_at_nothing_used(store, tmp_path):
    printed(store, 154)
    assert store.new_roll(80_000) == Roll(80_000, 0)
    assert store.roll() == Roll(80_000, 0)
    with open_reader(tmp_path) as reader:
        (event,) = reader.tail(1)
    assert event.row["kind"] == "paper.roll_changed"
    assert event.fields["body"] == {"length_mm": 80_000}


def test_a_roll_as_long_as_before_need_not_be_measured_again(store, tmp_path):
    store.new_roll(80_000)
    printed(store, 154)
    assert store.new_roll(None) == Roll(80_000, 0)
    with open_reader(tmp_path) as reader:
        assert reader.tail(1)[0].fields["body"] == {"length_mm": 80_000}


def test_a_roll_of_unknown_length_is_counted_and_never_called_low(store):
    assert store.new_roll(None) == Roll(None, 0)
    printed(store, 10**9)
    found = store.roll()
    assert (found.used_mm, found.left_mm, found.low) == (10**9, None, False)


@pytest.mark.parametrize("length", [0, -1])
def test_a_roll_without_paper_is_a_mistake_of_ours(store, length):
    store.new_roll(80_000)
    with pytest.raises(ValueError, match="mm long"):
        store.new_roll(length)
    assert store.roll() == Roll(80_000, 0)


@pytest.mark.parametrize("outcome", ["printed", "partial", "unknown"])
def test_what_may_have_come_out_is_counted_off_the_roll(store, outcome):
    store.new_roll(80_000)
    printed(store, 154, outcome)
    printed(store, 100, outcome)
    assert store.roll() == Roll(80_000, 254)
    assert store.roll().left_mm == 79_746


def test_what_was_not_printed_took_no_paper_whatever_is_said(store):
    store.new_roll(80_000)
    job = printed(store, 154, "not_printed")
    assert store.roll() == Roll(80_000, 0)
    assert [report.mm for report in store.jobs() if report.job == job] == [0]


def test_less_than_no_paper_is_a_mistake_of_ours_and_nothing_is_written(store):
    job = store.job_of(store.issue(PRINTED, TUESDAY).visit).job
    store.sending(job)
    with pytest.raises(ValueError, match="cannot have taken"):
        store.finish(job, "printed", "", "marker", -1)
    assert store.jobs()[0].state == "sending"


def test_a_refused_step_of_a_job_uses_no_paper(store):
    job = printed(store, 154)
    with pytest.raises(ValueError, match="cannot become"):
        store.finish(job, "printed", "", "marker", 154)
    assert store.roll() == Roll(None, 154)


def test_a_person_who_settles_a_job_uses_no_paper_again(store):
    job = printed(store, 154, "unknown")
    store.settle(job, "confirmed", "the visitor has it")
    assert store.roll() == Roll(None, 154)
    assert store.jobs()[0].mm == 154


@pytest.mark.parametrize(
    ("used", "left", "low"),
    [(0, 1000, False), (849, 151, False), (850, 150, True), (1000, 0, True), (1200, 0, True)],
)
def test_a_roll_is_low_from_fifteen_percent_on_and_never_less_than_empty(used, left, low):
    roll = Roll(1000, used)
    assert (roll.left_mm, roll.low) == (left, low)


def test_the_mean_is_that_of_the_last_twenty_slips_that_took_paper(store):
    printed(store, 9000)
    for number in range(20):
        printed(store, 150 + number % 2)
        printed(store, 500, "not_printed")
    paper = store.add_list()
    store.sending(paper.job)
    store.finish(paper.job, "printed", "", "marker", 9000)
    assert store.mean_slip_mm() == 150


def test_roll_and_mean_are_read_beside_a_running_kiosk_and_after_a_restart(tmp_path):
    store = opened(tmp_path)
    store.new_roll(80_000)
    printed(store, 154)
    with open_reader(tmp_path) as reader:
        assert (reader.roll(), reader.mean_slip_mm()) == (Roll(80_000, 154), 154)
        printed(store, 156)
        assert (reader.roll(), reader.mean_slip_mm()) == (Roll(80_000, 310), 155)
    store.close()
    store = opened(tmp_path)
    assert (store.roll(), store.mean_slip_mm()) == (Roll(80_000, 310), 155)
    store.close()


def test_all_that_the_roll_says_can_be_told_from_the_events(store, tmp_path):
    store.new_roll(80_000)
    printed(store, 154)
    printed(store, 40, "partial")
    printed(store, 99, "not_printed")
    length, used = None, 0
    with open_reader(tmp_path) as reader:
        for event in reader.events():
            body = event.fields["body"]
            if event.row["kind"] == "paper.roll_changed":
                length, used = body["length_mm"], 0
            elif event.row["kind"] == "print.outcome":
                used += body["mm"]
        assert reader.roll() == Roll(length, used) == Roll(80_000, 194)
