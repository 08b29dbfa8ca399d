"""Looking a ledger over beside its writer: bounded, and right about what it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pysqlite3 as sqlite3
import pytest

from kiosk.bench.big_ledger import big_ledger
from kiosk.errors import StoreProblem
from kiosk.store.day_figures import DayFigures
from kiosk.store.looking import look_over
from kiosk.store.soundness import SMALL_FILE
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, HandClock, draft, former_ledger, opened, stop, take

TODAY = TUESDAY.date()


def looked(folder, today=TODAY):
    with look_over(folder) as ledger:
        return ledger.figures(today)


def finish(store, job, outcome, reason="", proof="marker"):
    """Let a paper go to the printer and become what it becomes."""
    store.sending(job)
    store.finish(job, outcome, reason, proof, 90)


def change(folder, statement, *values):
    """Change a closed ledger behind its triggers."""
    connection = sqlite3.connect(folder / "ledger.db")
    connection.execute("DROP TRIGGER IF EXISTS event_no_update")
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_a_day_without_a_visit_comes_to_nothing(tmp_path, store):
    assert looked(tmp_path) == DayFigures()


def test_tickets_and_visits_are_counted_apart(tmp_path, store):
    store.issue(draft(stop("A"), stop("B")), TUESDAY)
    take(store)
    assert looked(tmp_path) == DayFigures(tickets=3, visits=2)


def test_a_slip_that_was_printed_again_counts_once_it_is_out(tmp_path, store):
    visit = store.issue(PRINTED, TUESDAY).visit
    finish(store, store.job_of(visit).job, "printed")
    again = store.add_slip(visit)
    assert looked(tmp_path).reprints == 0
    finish(store, again.job, "printed")
    assert looked(tmp_path).reprints == 1


def test_a_list_counts_once_it_is_out_or_a_person_has_it(tmp_path, store):
    first, second, third = (store.add_list() for _ in range(3))
    finish(store, first.job, "printed")
    finish(store, second.job, "unknown", "no marker", "none")
    finish(store, third.job, "not_printed", "media-empty", "none")
    assert looked(tmp_path).lists == 1
    store.settle(second.job, "confirmed", "the visitor has it")
    assert looked(tmp_path).lists == 2


def test_another_day_begins_with_nothing_also_before_its_first_visit(tmp_path, store, clock):
    take(store)
    assert looked(tmp_path, TODAY + timedelta(days=1)) == DayFigures()
    clock.run(days=1)
    take(store, clock.now())
    assert looked(tmp_path, TODAY + timedelta(days=1)).tickets == 1


def test_the_day_whose_numbers_are_given_counts_where_the_clock_fell_back(tmp_path, store):
    take(store)
    assert looked(tmp_path, date(2016, 1, 1)).tickets == 1


def test_a_ledger_of_an_older_program_is_told_and_not_guessed(tmp_path):
    with look_over(former_ledger(tmp_path)) as ledger, pytest.raises(StoreProblem):
        ledger.figures(TODAY)


def test_the_newest_events_come_first_and_only_of_the_kinds_asked(tmp_path, store):
    for _ in range(3):
        take(store)
    with look_over(tmp_path) as ledger:
        every = [event.row["seq"] for event in ledger.newest(None, 4)]
        tickets = [event.row["kind"] for event in ledger.newest(["ticket.issued"], 2)]
        none = ledger.newest([], 5)
    assert every == sorted(every, reverse=True)
    assert len(every) == 4
    assert tickets == ["ticket.issued"] * 2
    assert none == []


def test_events_beyond_what_is_looked_through_are_left(tmp_path, store):
    for _ in range(4):
        take(store)
    with look_over(tmp_path) as ledger:
        assert len(ledger.newest(["ticket.issued"], 9, within=4)) == 2


def test_a_whole_ledger_has_no_problems(tmp_path, store):
    take(store)
    with look_over(tmp_path) as ledger:
        look = ledger.quick_look()
    assert look.problems == ()
    assert (look.last_seq, look.big, look.checkup) == (3, False, None)
    assert look.bytes >= 4096


def test_a_changed_body_breaks_the_look(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    change(tmp_path, "UPDATE event SET body = '{}' WHERE seq = 3")
    with look_over(tmp_path) as ledger:
        assert ledger.quick_look().problems


def test_the_last_whole_checkup_is_remembered(tmp_path, store):
    body = {"ok": True, "events": 1, "problems": []}
    store.record("store.checked", body, TUESDAY)
    store.record("store.checked", {**body, "ok": False}, TUESDAY)
    with look_over(tmp_path) as ledger:
        checkup = ledger.quick_look().checkup
    assert checkup is not None
    assert (checkup.ok, checkup.wall_ms) == (False, int(TUESDAY.timestamp() * 1000))


@pytest.mark.parametrize("body", ["[]", "{}", "no json"])
def test_a_checkup_that_was_tampered_with_does_not_count_as_well(tmp_path, body):
    store = opened(tmp_path, HandClock())
    store.record("store.checked", {"ok": True}, TUESDAY)
    store.close()
    change(tmp_path, "UPDATE event SET body = ? WHERE kind = 'store.checked'", body)
    with look_over(tmp_path) as ledger:
        checkup = ledger.quick_look().checkup
    assert checkup is not None
    assert not checkup.ok


@pytest.mark.full
def test_of_a_big_ledger_only_the_end_is_read(tmp_path):
    big_ledger(tmp_path, 60_000, days=20)
    change(tmp_path, "UPDATE event SET body = '{}' WHERE seq = 7")
    with look_over(tmp_path) as ledger:
        look = ledger.quick_look()
    assert look.bytes > SMALL_FILE
    assert (look.big, look.problems) == (True, ())


def test_where_there_is_no_ledger_nothing_is_made(tmp_path):
    with pytest.raises(StoreProblem):
        look_over(tmp_path)
    assert list(tmp_path.iterdir()) == []
