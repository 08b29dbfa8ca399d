"""What staff put out of service: it outlives power cuts, ends with the day, and is an event."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from threading import Thread

import pytest

from kiosk.errors import Refused
from kiosk.store.connection import FILE, open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.pauses import CounterClosed, Pauses, read_pauses
from kiosk.store.reading import open_reader
from kiosk.visits.issuing import KioskPaused
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock, draft, former_ledger, opened, stop, take

A, B = "instansi-a", "instansi-b"


def told(folder, *kinds: str) -> list[tuple[str, dict]]:
    with open_reader(folder) as reader:
        found = [(event.row["kind"], event.fields["body"]) for event in reader.events()]
    return [(kind, body) for kind, body in found if kind in kinds]


def test_a_paused_kiosk_gives_no_number_until_it_is_resumed(store):
    assert store.pause("sari")
    with pytest.raises(KioskPaused, match="out of service"):
        take(store)
    assert store.usage(TUESDAY).paused
    assert store.resume("sari")
    assert take(store) == "A001"
    assert not store.usage(TUESDAY).paused


def test_a_pause_outlives_restarts_nights_and_the_kiosks_own_days(tmp_path, clock):
    store = opened(tmp_path, clock)
    store.pause("sari")
    store.close()
    clock.run(days=3)
    store = opened(tmp_path, clock)
    found = store.pauses(clock.now())
    assert found.kiosk is not None
    assert found.kiosk.person == "sari"
    assert found.kiosk.since_ms == int(TUESDAY.timestamp() * 1000)
    with pytest.raises(KioskPaused):
        take(store, clock.now())
    store.close()


def test_a_pause_is_on_the_disk_before_anybody_is_told(tmp_path, clock):
    running, after_the_cut = tmp_path / "running", tmp_path / "cut"
    running.mkdir()
    store = opened(running, clock)
    take(store)
    store.pause("sari")
    store.close_agency(B, "sari")
    shutil.copytree(running, after_the_cut)  # As the disk is when the power goes now.
    store.close()
    again = opened(after_the_cut, clock)
    found = again.pauses(TUESDAY)
    assert found.kiosk is not None
    assert set(found.agencies) == {B}
    again.close()


def test_a_closed_counter_gives_no_number_and_its_neighbour_does(store):
    assert store.close_agency(A, "sari")
    with pytest.raises(CounterClosed, match=A):
        take(store)
    assert take(store, queue="B") == "B001"
    assert store.usage(TUESDAY).closed == {A}
    assert store.open_agency(A, "budi")
    assert take(store) == "A001"


def test_a_visit_with_one_closed_stop_is_refused_whole(store):
    store.close_agency(B, "sari")
    before = store.usage(TUESDAY)
    with pytest.raises(CounterClosed):
        store.issue(draft(stop("A"), stop("B")), TUESDAY)
    assert store.usage(TUESDAY) == before
    assert take(store) == "A001"


def test_a_closed_counter_opens_by_itself_with_the_next_queue_day(tmp_path, clock):
    store = opened(tmp_path, clock)
    take(store)
    store.close_agency(A, "sari")
    clock.run(hours=16)  # 01.41: the queue day goes on until 03.00.
    assert set(store.pauses(clock.now()).agencies) == {A}
    clock.run(hours=8)
    assert store.pauses(clock.now()) == Pauses()
    assert store.usage(clock.now()).closed == frozenset()
    assert take(store, clock.now()) == "A001"
    assert store.pauses(clock.now()) == Pauses()
    store.close()
    assert [kind for kind, _ in told(tmp_path, "agency.closed", "agency.opened")] == [
        "agency.closed"
    ]


def test_every_decision_is_one_event_that_names_its_person(tmp_path, clock):
    store = opened(tmp_path, clock)
    decided = [
        store.pause("sari"),
        store.pause("budi"),
        store.resume("budi"),
        store.resume("budi"),
        store.close_agency(A, "sari"),
        store.close_agency(A, "budi"),
        store.open_agency(A, "budi"),
        store.open_agency(A, "budi"),
    ]
    store.close()
    assert decided == [True, False] * 4
    assert told(tmp_path, "kiosk.paused", "kiosk.resumed", "agency.closed", "agency.opened") == [
        ("kiosk.paused", {"person": "sari"}),
        ("kiosk.resumed", {"person": "budi"}),
        ("agency.closed", {"agency": A, "queue_day": "2026-11-24", "person": "sari"}),
        ("agency.opened", {"agency": A, "person": "budi"}),
    ]
    with open_reader(tmp_path) as reader:
        assert reader.verify().ok


def test_whoever_shows_pauses_learns_that_they_changed_without_asking_the_store(store):
    before = store.pause_changes
    take(store)
    assert store.pause_changes == before
    store.pause("sari")
    assert store.pause_changes > before


def test_pauses_can_be_read_beside_a_running_kiosk(store, tmp_path):
    store.pause("sari")
    store.close_agency(A, "sari")
    with open_reader(tmp_path) as reader:
        found = reader.pauses()
    assert found == store.pauses(TUESDAY)


def test_a_ledger_of_an_earlier_program_has_nothing_out_of_service(tmp_path):
    with open_reader(former_ledger(tmp_path)) as reader:
        assert reader.pauses() == Pauses()
        assert reader.last_trial() is None


def test_a_ledger_of_the_schema_before_is_read_as_it_is_and_brought_up_to_date(tmp_path, clock):
    """An epoch that is over keeps its schema for ever, and its days are still to be proven."""
    store = opened(tmp_path, clock)
    take(store)
    clock.run(days=1)
    take(store, clock.now())
    store.close()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        for table in ("kiosk_pause", "agency_closing", "printer_trial"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_pauses'")
        connection.execute("PRAGMA user_version=3")
    with open_reader(tmp_path) as reader:
        assert reader.pauses() == Pauses()
        assert len(reader.day_closes()) == 1
        assert len(reader.days()) == 2
        assert reader.verify().ok
    store = opened(tmp_path, clock)
    assert store.pause("sari")
    store.close()


def test_a_start_never_reads_the_events_for_what_is_out_of_service(store, tmp_path):
    store.pause("sari")
    store.close_agency(A, "sari")
    read: list[str] = []

    def note(action: int, table: str | None, *_rest: object) -> int:
        if action == sqlite3.SQLITE_READ:
            read.append(str(table))
        return sqlite3.SQLITE_OK

    with closing(open_read_only(tmp_path / FILE)) as connection:
        connection.set_authorizer(note)
        found = read_pauses(connection, 1)
        connection.set_authorizer(None)
    assert found.kiosk is not None
    assert set(read) == {"kiosk_pause", "agency_closing"}


@pytest.mark.parametrize("still_today", [True, False])
def test_another_ledger_that_follows_a_lost_one_keeps_what_is_out_of_service(
    tmp_path, clock, still_today
):
    store = opened(tmp_path, clock)
    take(store)
    store.pause("sari")
    store.close_agency(A, "sari")
    store.record_trial("escpos+tcp://p:9100", "sari", came_out=True)
    clock.run(hours=1 if still_today else 30)
    store.begin_epoch("restored", store.ident.epoch, 99)
    found = store.pauses(clock.now())
    assert found.kiosk is not None
    assert set(found.agencies) == ({A} if still_today else set())
    trial = store.last_trial()
    assert trial is not None
    assert trial.came_out
    store.close()


def test_what_somebody_saw_of_a_trial_page_is_kept_and_told(tmp_path, clock):
    store = opened(tmp_path, clock)
    assert store.last_trial() is None
    store.record_trial("cups:laser", "sari", came_out=True)
    clock.run(minutes=5)
    seen = store.record_trial("cups:laser", "budi", came_out=False)
    assert store.last_trial() == seen
    assert seen.wall_ms == int(clock.now().timestamp() * 1000)
    store.close()
    assert told(tmp_path, "printer.tested") == [
        ("printer.tested", {"printer": "cups:laser", "came_out": True, "person": "sari"}),
        ("printer.tested", {"printer": "cups:laser", "came_out": False, "person": "budi"}),
    ]
    again = opened(tmp_path, clock)
    assert again.last_trial() == seen
    again.close()


def test_from_two_threads_at_once_no_number_follows_a_closing_in_the_ledger(store, tmp_path):
    def visitors() -> None:
        for _visitor in range(60):
            with suppress(CounterClosed):
                take(store)

    def staff() -> None:
        for _time in range(20):
            store.close_agency(A, "sari")
            store.open_agency(A, "sari")

    threads = [Thread(target=work) for work in (visitors, staff, visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shut = False
    for kind, _body in told(tmp_path, "agency.closed", "agency.opened", "ticket.issued"):
        assert not (shut and kind == "ticket.issued")
        shut = kind == "agency.closed" or (shut and kind != "agency.opened")
    with open_reader(tmp_path) as reader:
        assert reader.verify().ok


def test_the_refusals_count_as_refused_for_whoever_called(store):
    store.pause("sari")
    with pytest.raises(Refused) as refused:
        take(store)
    assert refused.value.code == 6
    assert "kiosk maintenance off" in refused.value.remedy
    store.resume("sari")
    store.close_agency(A, "sari")
    with pytest.raises(Refused) as closed:
        take(store)
    assert closed.value.code == 6
    assert f"kiosk agency open {A}" in closed.value.remedy


def test_the_clock_of_the_kiosk_decides_when_its_day_ends(tmp_path):
    clock = HandClock(given=True)
    store = opened(tmp_path, clock)
    store.close_agency(A, "sari")
    clock.jump(days=1)
    assert store.pauses(clock.now()) == Pauses()
    store.close()
