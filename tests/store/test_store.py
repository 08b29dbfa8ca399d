"""The store: what is issued is written down whole, under the right day, by the right terminal."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.catalogue.mall import Counter
from kiosk.errors import NotPermitted, Refused, StoreProblem, WrongTerminal
from kiosk.identity import code_is_genuine, mall_key
from kiosk.store.reading import open_reader
from kiosk.visits.model import Request
from kiosk.visits.ports import Usage
from tests.premises import TUESDAY, at
from tests.store.ledgers import (
    ONE,
    PRINTED,
    HandClock,
    draft,
    opened,
    stop,
    take,
    without_privileges,
)


def events_of(folder):
    with open_reader(folder) as reader:
        return [event.fields for event in reader.events()]


def test_a_visit_of_two_queues_gets_two_numbers_and_one_code(store, tmp_path):
    visit = store.issue(draft(stop("A", "kk", "ktp"), stop("AH", after=(0,))), TUESDAY)
    first, second = visit.tickets
    assert (first.label, second.label) == ("A001", "AH001")
    assert (first.stop, second.stop) == (1, 2)
    assert (first.after, second.after) == ((), ("A001",))
    assert first.code == second.code == visit.code
    assert code_is_genuine(visit.code, mall_key(tmp_path))
    assert (visit.queue_day, visit.terminal) == ("2026-11-24", 1)
    assert visit.issued_at == "2026-11-24T09:41:00+07:00"
    assert first.counters == (Counter(3, 1),)


def test_the_ledger_holds_the_visit_and_each_ticket(store, tmp_path):
    visit = store.issue(draft(stop("A", "kk", "ktp"), stop("B", after=(0,))), TUESDAY)
    day, whole, *tickets = events_of(tmp_path)
    assert (day["kind"], day["body"]) == (
        "queue_day.began",
        {"date": "2026-11-24", "why": "holdover"},
    )
    assert whole["kind"] == "visit.issued"
    assert whole["body"]["visit"] == visit.visit
    assert whole["body"]["services"] == ["kk", "ktp", "layanan-b", "paspor"]
    assert whole["body"]["tickets"] == ["A001", "B001"]
    assert whole["body"]["later"] == [
        {"service": "paspor", "reason": "prerequisite", "after": ["kk"]}
    ]
    assert tickets[1]["body"] == {
        "visit": visit.visit,
        "code": visit.code,
        "label": "B001",
        "queue": "B",
        "number": 1,
        "queue_day": "2026-11-24",
        "agencies": ["instansi-b"],
        "services": ["layanan-b"],
        "counters": [{"number": 3, "floor": 1}],
        "stop": 2,
        "after": ["A001"],
        "priority": "lansia",
        "catalogue_version": 7,
    }
    assert {event["cat_ver"] for event in (whole, *tickets)} == {7}


def test_nothing_of_the_visitor_but_the_visit_stands_in_the_ledger(store, tmp_path):
    store.issue(ONE, TUESDAY)
    known = {
        "visit", "code", "label", "queue", "number", "queue_day", "agencies", "services",
        "counters", "stop", "after", "priority", "catalogue_version", "life_event", "language",
        "tickets", "later", "date", "why",
    }  # fmt: skip
    assert {key for event in events_of(tmp_path) for key in event["body"]} <= known


def test_numbers_are_counted_for_the_quotas(store):
    store.issue(draft(stop("A", "kk", "ktp"), stop("B")), TUESDAY)
    store.issue(draft(stop("A", "kk")), TUESDAY)
    assert store.usage(TUESDAY) == Usage(
        {"instansi-a": 2, "instansi-b": 1},
        {"kk": 2, "ktp": 1, "layanan-b": 1},
        {"A": 2, "B": 1},
    )


def test_a_new_day_begins_at_one_and_with_empty_quotas(store, clock):
    assert take(store, clock.now()) == "A001"
    clock.run(days=1)
    assert store.usage(clock.now()) == Usage()
    assert take(store, clock.now()) == "A001"
    assert store.usage(clock.now()).series == {"A": 1}


def test_a_clock_set_back_goes_on_with_the_same_numbers(store, clock, tmp_path):
    take(store, clock.now())
    clock.jump(days=-400)
    assert take(store, clock.now()) == "A002"
    assert store.usage(clock.now()).series == {"A": 2}
    assert [event["clock"] for event in events_of(tmp_path)][-1] == "suspect"


def test_a_date_that_jumped_ahead_changes_nothing_until_staff_confirm_it(store, clock, tmp_path):
    take(store, clock.now())
    clock.jump(days=40)
    assert take(store, clock.now()) == "A002"
    clock.run(hours=5)
    assert take(store, clock.now()) == "A003"
    assert store.day_status(clock.now()).doubted
    assert store.confirm_date(clock.now()).date == (TUESDAY + timedelta(days=40)).date()
    assert not store.day_status(clock.now()).doubted
    assert take(store, clock.now()) == "A001"
    kinds = [event["kind"] for event in events_of(tmp_path)]
    assert kinds.count("queue_day.doubted") == 1
    assert kinds.count("queue_day.began") == 2


def test_a_date_is_told_to_be_doubted_once_not_with_each_ticket(store, clock, tmp_path):
    take(store, clock.now())
    clock.jump(days=40)
    for _ in range(5):
        take(store, clock.now())
    assert [event["kind"] for event in events_of(tmp_path)].count("queue_day.doubted") == 1


def test_a_kiosk_that_was_off_over_lebaran_serves_and_is_right_the_next_day(tmp_path):
    clock = HandClock(at("2026-03-18T14:00"))
    store = opened(tmp_path, clock)
    take(store, clock.now())
    store._writer._boot_id = "after the holiday"
    clock.jump(days=11)
    assert take(store, clock.now()) == "A002"
    clock.run(days=1)
    assert take(store, clock.now()) == "A001"
    assert store.day_status(clock.now()).date == clock.now().date()
    store.close()


def test_a_date_before_the_stored_one_cannot_be_confirmed(store, clock):
    take(store, clock.now())
    with pytest.raises(Refused, match="never goes back"):
        store.confirm_date(clock.now() - timedelta(days=2))
    assert take(store, clock.now()) == "A002"


def test_staff_may_lead_a_kiosk_out_of_a_future_that_a_broken_clock_began(tmp_path):
    clock = HandClock(at("2099-06-01T09:00"))
    store = opened(tmp_path, clock)
    assert take(store, clock.now()) == "A001"
    clock.wall = TUESDAY
    assert take(store, clock.now()) == "A002"
    assert store.confirm_date(clock.now()).day_id == 2
    assert take(store, clock.now()) == "A001"
    clock.run(days=1)
    assert take(store, clock.now()) == "A001"
    store.close()
    with open_reader(tmp_path) as reader:
        assert reader.verify().ok
        assert [close.date for close in reader.day_closes()] == ["2099-06-01", "2026-11-24"]


def test_staff_cannot_begin_a_date_a_second_time(tmp_path):
    clock = HandClock(given=True)
    store = opened(tmp_path, clock)
    for days in (0, -50, 50):
        clock.jump(days=days)
        take(store, clock.now())
    with pytest.raises(Refused, match="never goes back to 2026-11-24"):
        store.confirm_date(clock.now())
    store.close()


def test_the_present_date_may_be_confirmed_again(store, clock):
    take(store, clock.now())
    assert store.confirm_date(clock.now()).day_id == 1


def test_a_given_date_counts_as_trusted(tmp_path):
    store = opened(tmp_path, HandClock(given=True))
    take(store, TUESDAY)
    assert take(store, TUESDAY + timedelta(days=200)) == "A001"
    assert {event["clock"] for event in events_of(tmp_path)} == {"trusted"}
    store.close()


def test_numbers_go_on_after_a_restart(tmp_path):
    for expected in ("A001", "A002", "A003"):
        store = opened(tmp_path)
        assert take(store) == expected
        store.close()


def test_a_terminal_is_fixed_at_its_first_start(tmp_path):
    opened(tmp_path, terminal=4).close()
    store = opened(tmp_path, terminal=None)
    assert store.ident.terminal_id == "contoh-pringsewu-4"
    assert take(store) == "A4001"
    store.close()
    with pytest.raises(WrongTerminal, match="belongs to terminal 4") as told:
        opened(tmp_path, terminal=5)
    assert "--data" in told.value.remedy
    opened(tmp_path, terminal=4).close()


def test_an_event_of_its_own_can_be_recorded(store, tmp_path):
    store.record("kiosk.started", {"version": "0.1.0"}, TUESDAY)
    event = events_of(tmp_path)[-1]
    assert (event["kind"], event["v"], event["body"]) == ("kiosk.started", 1, {"version": "0.1.0"})


def test_an_event_stands_under_the_catalogue_of_the_event_before(store, tmp_path):
    store.issue(ONE, TUESDAY)
    store.record("kiosk.idle", {}, TUESDAY)
    assert events_of(tmp_path)[-1]["cat_ver"] == 7


def test_an_event_too_large_for_the_line_is_refused_and_nothing_is_written(store, tmp_path):
    store.issue(ONE, TUESDAY)
    before = events_of(tmp_path)
    with pytest.raises(ValueError, match="65536"):
        store.record("kiosk.searched", {"words": "x" * 65536}, TUESDAY)
    assert events_of(tmp_path) == before
    assert take(store) == "A002"


def test_a_print_job_is_queued_with_the_visit_only_if_asked_for(store):
    assert store.job_of(store.issue(ONE, TUESDAY).visit) is None
    job = store.job_of(store.issue(PRINTED, TUESDAY).visit)
    assert (job.kind, job.copy, job.state) == ("slip", 1, "queued")


def test_the_data_folder_is_for_the_kiosk_alone(tmp_path):
    folder = tmp_path / "new" / "data"
    opened(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "mall.key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(open_folder):
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(NotPermitted) as told:
        opened(open_folder)
    assert told.value.code == 4
    assert "right to write" in told.value.remedy


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(NotPermitted):
        opened(tmp_path / "data")


def test_an_export_line_is_the_same_bytes_wherever_it_is_written(store, tmp_path):
    store.issue(ONE, TUESDAY)
    with open_reader(tmp_path) as reader:
        lines = [event.line for event in reader.events()]
    for line in lines:
        again = json.loads(line)
        assert json.dumps(again, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == line


def test_a_closed_store_frees_its_folder_even_after_a_failed_start(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"no database at all" * 100)
    for _ in range(2):
        with pytest.raises(StoreProblem, match="damaged or no ledger"):
            opened(tmp_path)
    (tmp_path / "ledger.db").unlink()
    opened(tmp_path).close()


def test_a_closed_store_writes_no_more_since_another_may_have_the_folder(tmp_path):
    store = opened(tmp_path)
    store.close()
    with pytest.raises(StoreProblem, match="closed"):
        store.add_list()


def test_what_visits_asked_for_is_nowhere_in_the_files_once_their_day_is_over(tmp_path):
    def files():
        return b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))

    clock = HandClock()
    store = opened(tmp_path, clock)
    asked = Request(("kia",), answers=(("rahasia-sekali", True),))
    store.issue(replace(draft(stop("A", "kia")), request=asked), clock.now())
    assert not store.forget_requests(clock.now())
    assert b"rahasia-sekali" in files()
    clock.run(days=1)
    assert store.forget_requests(clock.now())
    assert b"rahasia-sekali" not in files()
    assert not store.forget_requests(clock.now())
    store.close()
