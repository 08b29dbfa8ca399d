"""Upkeep: days begin without a visitor where the date is believed; big ledgers are looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pysqlite3 as sqlite3
import pytest

from kiosk.store import checkup, soundness
from kiosk.store.reading import open_reader
from kiosk.visits.model import Request
from tests.premises import TUESDAY, at
from tests.store.big_ledgers import big_ledger
from tests.store.ledgers import ONE, HandClock, draft, opened, stop, take


def kinds_in(folder) -> list[str]:
    with open_reader(folder) as reader:
        return [event.row["kind"] for event in reader.events()]


# A day that is due.


def test_a_day_that_is_due_begins_without_a_visitor_and_closes_the_one_before(
    store, clock, tmp_path
):
    take(store, clock.now())
    clock.run(days=1)
    assert store.begin_due_day(clock.now())
    assert kinds_in(tmp_path)[-2:] == ["day.closed", "queue_day.began"]
    assert not store.begin_due_day(clock.now())
    assert take(store, clock.now()) == "A001"


def test_a_day_with_no_visitor_at_all_is_closed_like_any_other(store, clock, tmp_path):
    take(store, clock.now())
    for _ in range(3):
        clock.run(days=1)
        assert store.begin_due_day(clock.now())
    with open_reader(tmp_path) as reader:
        assert [(close.day_id, close.events) for close in reader.day_closes()] == [
            (1, 3),
            (2, 2),
            (3, 2),
        ]
        assert reader.verify().ok


def test_a_ledger_without_a_day_waits_for_its_first_visitor(store, clock, tmp_path):
    assert not store.begin_due_day(clock.now())
    assert kinds_in(tmp_path) == []


def test_no_day_begins_while_the_present_one_goes_on(store, clock, tmp_path):
    take(store, clock.now())
    clock.run(hours=8)
    assert not store.begin_due_day(clock.now())
    assert kinds_in(tmp_path).count("queue_day.began") == 1


@pytest.mark.parametrize("step", [{"days": -1}, {"days": 40}, {"days": 400}, {"days": -20_000}])
def test_no_day_begins_on_a_date_that_is_not_believed(store, clock, tmp_path, step):
    take(store, clock.now())
    clock.jump(**step)
    assert not store.begin_due_day(clock.now())
    assert kinds_in(tmp_path)[-1] == "ticket.issued"


def test_no_day_begins_by_a_clock_that_is_certainly_wrong(store, clock):
    take(store, clock.now())
    clock.run(days=1)
    clock.wrong = True
    assert not store.begin_due_day(clock.now())
    clock.wrong = False
    assert store.begin_due_day(clock.now())


def test_no_day_begins_while_visitors_still_come_after_the_cut(tmp_path):
    clock = HandClock(at("2026-11-25T02:30"))
    store = opened(tmp_path, clock)
    take(store, clock.now())
    clock.run(hours=1)
    assert not store.begin_due_day(clock.now())
    clock.run(hours=2)
    assert store.begin_due_day(clock.now())
    store.close()


def test_what_visits_asked_for_is_forgotten_also_where_the_day_began_by_itself(
    store, clock, tmp_path
):
    asked = Request(("kia",), answers=(("rahasia-sekali", True),))
    store.issue(replace(draft(stop("A", "kia")), request=asked), clock.now())
    clock.run(days=1)
    assert store.begin_due_day(clock.now())
    assert not store.forget_requests(clock.now())
    with store._writer.reading() as connection:
        assert connection.execute("SELECT count(*) FROM visit_request").fetchone() == (0,)


# A checkup a day.


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return big_ledger(tmp_path_factory.mktemp("made"), 900, days=3) / "ledger.db"


@pytest.fixture
def big_folder(made, tmp_path, monkeypatch):
    """A big ledger: everything above 64 KB counts as one."""
    monkeypatch.setattr(soundness, "SMALL_FILE", 64 * 1024)
    monkeypatch.setattr(checkup, "SLICE", 200)
    (tmp_path / "ledger.db").write_bytes(made.read_bytes())
    return tmp_path


@pytest.fixture
def big(big_folder):
    """A store of the big ledger, on its last day."""
    store = opened(big_folder, HandClock(TUESDAY - timedelta(days=1)))
    yield store
    store.close()


def check(store, now) -> int:
    """Check until nothing more is to be done, and return how many steps it took."""
    for steps in range(1, 100):
        if not store.check_step(now):
            return steps
    raise AssertionError("it never ends")


def told_in(folder, *kinds) -> list[tuple[str, dict]]:
    with open_reader(folder) as reader:
        return [
            (event.row["kind"], event.fields["body"])
            for event in reader.events()
            if event.row["kind"] in kinds
        ]


def test_a_big_ledger_is_checked_once_a_day_and_what_was_found_is_told(big, tmp_path):
    clock = big._clock
    assert check(big, clock.now()) > 5
    assert told_in(tmp_path, "store.checked", "staff.alert") == [
        ("store.checked", {"ok": True, "events": 900, "problems": []})
    ]
    assert check(big, clock.now()) == 1
    clock.run(days=1)
    take(big, clock.now())
    assert check(big, clock.now()) > 5
    assert len(told_in(tmp_path, "store.checked")) == 2
    with open_reader(tmp_path) as reader:
        assert reader.verify().ok


def test_a_restart_on_the_same_day_checks_nothing_again(big_folder):
    clock = HandClock(TUESDAY - timedelta(days=1))
    for expected in (True, False):
        store = opened(big_folder, clock)
        assert (check(store, clock.now()) > 1) is expected
        store.close()


def test_a_small_ledger_is_read_whole_at_its_start_and_needs_no_checkup(store, clock, tmp_path):
    store.issue(ONE, clock.now())
    assert not store.check_step(clock.now())
    assert told_in(tmp_path, "store.checked") == []


def test_a_checkup_that_finds_damage_alerts_staff_and_numbers_go_on(big, tmp_path):
    spoiler = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    spoiler.execute("DROP TRIGGER event_no_update")
    spoiler.execute("UPDATE event SET wall_ms = 1 WHERE seq IN(3, 300)")
    spoiler.close()
    clock = big._clock
    check(big, clock.now())
    problems = ["seq 3: its content was changed", "seq 300: its content was changed"]
    assert told_in(tmp_path, "store.checked", "staff.alert") == [
        ("store.checked", {"ok": False, "events": 900, "problems": problems}),
        ("staff.alert", {"about": "ledger", "problems": problems}),
    ]
    clock.run(days=1)
    assert take(big, clock.now()) == "A001"


def test_of_many_problems_the_first_five_are_told(big, tmp_path):
    spoiler = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    spoiler.execute("DROP TRIGGER event_no_update")
    spoiler.execute("UPDATE event SET wall_ms = 1 WHERE seq > 100")
    spoiler.close()
    check(big, big._clock.now())
    ((_, body),) = told_in(tmp_path, "store.checked")
    assert len(body["problems"]) == 5


def test_a_kiosk_that_stops_amid_a_checkup_leaves_nothing_open(big):
    assert big.check_step(big._clock.now())
    assert big._checkup is not None


def test_a_checkup_ends_where_another_ledger_takes_its_place(big, tmp_path):
    clock = big._clock
    assert big.check_step(clock.now())
    old = big._checkup
    big.begin_epoch("restored", big.ident.epoch, 5_000)
    check(big, clock.now())
    assert big._checkup is not old
    ((_, told),) = told_in(tmp_path, "store.checked")
    assert told["ok"]
    assert told["events"] < 10
