"""Numbers: unique and growing, whatever visits, days, restarts and clocks do."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.store.labels import parse_label
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock, draft, opened, stop, take

STEPS = st.one_of(
    st.tuples(st.just("issue"), st.lists(st.sampled_from(["A", "B", "AH"]), min_size=1)),
    st.tuples(st.just("wait"), st.integers(1, 200)),
    st.tuples(st.just("jump"), st.integers(-5000, 5000)),
    st.tuples(st.just("jump"), st.sampled_from([-2400, -1200, 1200, 2400])),
    st.tuples(st.just("restart"), st.booleans()),
    st.tuples(st.just("confirm"), st.none()),
    st.tuples(st.just("vouch"), st.sampled_from(["trusted", "holdover", "suspect"])),
    st.tuples(st.just("tidy"), st.none()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=25), st.sampled_from([1, 2, 99]))
def test_a_label_is_given_once_a_day_and_grows_whatever_the_clock_does(steps, terminal):
    with tempfile.TemporaryDirectory() as name:
        given_out = _carry_out(Path(name), steps, terminal)
        with open_reader(Path(name)) as reader:
            found = reader.verify()
    assert found.problems == []
    for numbers in given_out.values():
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("back", [1200, 2400])
def test_a_date_that_is_left_and_found_again_gives_no_number_a_second_time(tmp_path, back):
    asked = [("issue", ["A"])]
    steps = [*asked, ("jump", -back), *asked, ("jump", back), *asked, ("wait", 24), *asked]
    given_out = _carry_out(tmp_path, [("vouch", "trusted"), *steps], 1)
    assert list(given_out.values()) == [[1], [1, 2], [1]]


def _carry_out(folder, steps, terminal):
    """Return the numbers in their order by queue day's date and queue."""
    clock = HandClock()
    store = opened(folder, clock, terminal)
    given_out = defaultdict(list)
    for step, what in steps:
        if step == "issue":
            visit = store.issue(draft(*map(stop, what)), clock.now())
            for ticket in visit.tickets:
                label = parse_label(ticket.label)
                assert label.terminal == terminal
                given_out[visit.queue_day, label.queue].append(label.number)
        elif step == "wait":
            clock.run(hours=what)
        elif step == "jump":
            clock.jump(hours=what)
        elif step == "confirm" and clock.now().date() > store.day_status(clock.now()).date:
            store.confirm_date(clock.now())
        elif step == "vouch":
            clock.given, clock.wrong = what == "trusted", what == "suspect"
        elif step == "tidy":
            store.begin_due_day(clock.now())
        elif step == "restart":
            store.close()
            store = opened(folder, clock, terminal)
    store.close()
    return given_out


def test_four_terminals_give_999_numbers_each_in_one_queue_and_none_twice(tmp_path):
    # Nine tickets a visit keep it short; the long form below issues them one by one.
    labels = _exhaust(tmp_path, draft(*[stop("D")] * 9), visits=111)
    assert len(labels) == len(set(labels)) == 4 * 999


@pytest.mark.full
def test_four_terminals_give_999_numbers_one_by_one(tmp_path):
    labels = _exhaust(tmp_path, draft(stop("D")), visits=999)
    assert len(labels) == len(set(labels)) == 4 * 999


def _exhaust(folder, wanted, visits):
    stores = [opened(folder / str(number), None, number) for number in (1, 2, 3, 10)]
    labels = [
        ticket.label
        for _ in range(visits)
        for store in stores
        for ticket in store.issue(wanted, TUESDAY).tickets
    ]
    for store in stores:
        with pytest.raises(Refused, match="all 999 numbers"):
            store.issue(draft(stop("D")), TUESDAY)
        assert store.usage(TUESDAY).series == {"D": 999}
        store.close()
    return labels


def test_a_visit_that_would_pass_999_is_refused_whole(store, tmp_path):
    for _ in range(111):
        store.issue(draft(*[stop("A")] * 9), TUESDAY)
    with open_reader(tmp_path) as reader:
        before = reader.verify()
    with pytest.raises(Refused) as told:
        store.issue(draft(stop("B"), stop("A"), print_copy=True), TUESDAY)
    assert told.value.code == 6
    with open_reader(tmp_path) as reader:
        assert reader.verify() == before
    assert store.usage(TUESDAY).series == {"A": 999}
    assert take(store, queue="B") == "B001"


def test_the_thousandth_citizen_is_served_again_the_next_day(store, clock):
    for _ in range(111):
        store.issue(draft(*[stop("A")] * 9), clock.now())
    clock.run(days=1)
    assert take(store, clock.now()) == "A001"


def test_numbers_do_not_depend_on_what_was_counted(store):
    take(store)
    with store._writer.transaction() as connection:
        connection.execute("DELETE FROM issued")
    assert take(store) == "A002"
