"""A ledger that is lost under a running kiosk: the next number comes without a restart."""

from __future__ import annotations

import os
import shutil
import threading

import pytest

from kiosk.errors import NotPermitted, StoreProblem
from kiosk.store.loss import recovery
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import ASKED, NOBODY, PRINTED, REQUEST, opened, take, without_privileges
from tests.store.losses import (
    assert_each_once,
    given_by,
    kept_labels,
    reasons,
    records_of,
    starts_of,
)


def deleted(folder):
    (folder / "ledger.db").unlink()


def all_deleted(folder):
    for path in folder.glob("ledger.db*"):
        path.unlink()


def renamed(folder):
    (folder / "ledger.db").rename(folder / "gone.db")


def replaced(folder):
    shutil.copy(folder / "ledger.db", folder / "copy")
    (folder / "copy").rename(folder / "ledger.db")


@pytest.mark.parametrize(
    ("lose", "reason"),
    [
        (deleted, "missing"),
        (all_deleted, "missing"),
        (renamed, "missing"),
        (replaced, "damaged"),
    ],
)
def test_a_ledger_that_is_taken_away_is_followed_by_another_and_nothing_of_it_is_lost(
    tmp_path, lose, reason
):
    store = opened(tmp_path)
    given = given_by(store, 3)
    epoch = store.ident.epoch
    lose(tmp_path)
    given += given_by(store, 2)
    assert store.ident.epoch != epoch
    assert reasons(tmp_path) == ["first", reason]
    assert set(kept_labels(tmp_path)) == set(given)
    assert_each_once(given, kept_labels(tmp_path))
    assert given[-1][1] == "A101002"
    (start,) = starts_of(tmp_path)
    assert (start["salvaged"], start["beyond_gap"]) == (7, 0)
    assert store.recall(given[0][1], TUESDAY) is not None
    store.close()
    assert take_again(tmp_path) == "A101003"


def take_again(folder) -> str:
    store = opened(folder)
    label = take(store)
    store.close()
    return label


@pytest.mark.parametrize("suffixes", [("-wal",), ("-wal", "-shm"), ("-shm",)])
def test_a_wal_that_is_taken_away_is_written_into_the_ledger_and_nothing_is_lost(
    tmp_path, suffixes
):
    store = opened(tmp_path)
    given = given_by(store, 3)
    for suffix in suffixes:
        (tmp_path / f"ledger.db{suffix}").unlink()
    given += given_by(store, 2)
    assert given[-1][1] == "A005"
    assert reasons(tmp_path) == ["first"]
    assert set(kept_labels(tmp_path)) == set(given)
    store.close()
    assert take_again(tmp_path) == "A006"


def test_a_wal_that_is_taken_away_while_somebody_reads_costs_a_new_epoch_and_no_number(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 3)
    with open_reader(tmp_path) as reader:
        events = reader.events()
        next(events)
        given += given_by(store, 2)
        (tmp_path / "ledger.db-wal").unlink()
        given += given_by(store, 2)
        events.close()
    store.close()
    assert reasons(tmp_path) == ["first", "damaged"]
    assert set(kept_labels(tmp_path)) == set(given)


def spoil(folder, store):
    """Overwrite the ledger's pages under the running kiosk, whose WAL is empty by then."""
    store._writer.truncate()
    with (folder / "ledger.db").open("r+b") as file:
        file.write(os.urandom((folder / "ledger.db").stat().st_size))
    connection = store._writer._connection
    connection.execute("PRAGMA shrink_memory")


def test_damage_that_shows_only_on_use_costs_nobody_a_number(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 3)
    spoil(tmp_path, store)
    given += given_by(store, 2)
    assert given[-1][1] == "A101002"
    assert reasons(tmp_path) == ["first", "damaged"]
    assert_each_once(given)
    store.close()


def test_every_call_goes_on_after_damage_that_shows_only_on_use(tmp_path):
    store = opened(tmp_path)
    for call in (
        lambda: store.issue(ASKED, TUESDAY),
        lambda: store.usage(TUESDAY),
        lambda: store.recall("A001", TUESDAY),
        lambda: store.record("kiosk.idle", {}, TUESDAY),
        lambda: store.new_roll(80_000),
        store.add_list,
        lambda: store.job_of("nobody"),
        lambda: store.day_status(TUESDAY),
    ):
        spoil(tmp_path, store)
        call()
    store.close()
    assert reasons(tmp_path) == ["first", *["damaged"] * 8]


def test_a_paper_that_is_on_its_way_is_finished_in_the_next_ledger(tmp_path):
    store = opened(tmp_path)
    visit = store.issue(PRINTED, TUESDAY)
    job = store.job_of(visit.visit).job
    store.sending(job)
    deleted(tmp_path)
    store.sent(job)
    assert store.finish(job, "printed", "", "marks", 90).state == "printed"
    assert store.job_of(visit.visit).mm == 90
    assert store.recall_visit(visit.visit).visit == visit
    with open_reader(tmp_path) as reader:
        assert reader.tail(1)[0].row["kind"] == "print.outcome"
    store.close()


def test_a_paper_that_was_lost_with_its_ledger_is_told_and_no_mistake_of_ours(tmp_path):
    store = opened(tmp_path)
    job = store.job_of(store.issue(PRINTED, TUESDAY).visit).job
    all_deleted(tmp_path)
    store._writer._connection.execute("DELETE FROM print_job")
    for step in (
        lambda: store.sending(job),
        lambda: store.finish(job, "printed", "", "marks"),
        lambda: store.settle(job, "confirmed", ""),
    ):
        with pytest.raises(StoreProblem, match="lost with the ledger"):
            step()
    store.close()


def test_what_a_visitor_asked_for_is_still_known_after_the_ledger_is_gone(tmp_path):
    store = opened(tmp_path)
    visit = store.issue(ASKED, TUESDAY)
    deleted(tmp_path)
    assert store.recall("A001", TUESDAY).request == REQUEST
    assert store.recall("A001", TUESDAY).visit == visit
    store.close()


def test_threads_take_turns_also_while_the_ledger_is_lost(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 1)
    labels = []
    deleted(tmp_path)
    threads = [
        threading.Thread(target=lambda: labels.extend(take(store) for _ in range(10)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert sorted(labels) == [f"A101{number:03}" for number in range(1, 41)]
    assert set(kept_labels(tmp_path)) == {*given, *(("2026-11-24", label) for label in labels)}


def test_a_ledger_that_somebody_else_found_damaged_is_not_written_on(tmp_path):
    store = opened(tmp_path)
    take(store)
    store._writer.condemn("a checkup found page 7 damaged")
    assert take(store) == "A101001"
    assert reasons(tmp_path) == ["first", "damaged"]
    store.close()


def test_where_nothing_can_be_put_aside_no_number_is_given_until_it_can(tmp_path):
    store = opened(tmp_path)
    take(store)
    deleted(tmp_path)
    (tmp_path / "quarantine").write_text("a file where a folder should be")
    for _ in range(2):
        with pytest.raises(StoreProblem, match="cannot be used"):
            take(store)
    (tmp_path / "quarantine").unlink()
    assert take(store) == "A101001"
    assert starts_of(tmp_path)[0]["salvaged"] == 3  # The WAL was still there.
    store.close()


def test_a_folder_that_vanished_whole_is_no_reason_to_begin_at_one(tmp_path):
    folder = tmp_path / "data"
    store = opened(folder)
    take(store)
    folder.rename(tmp_path / "unmounted")
    folder.mkdir()
    for _ in range(2):
        with pytest.raises(StoreProblem, match="another folder") as told:
            take(store)
    assert "Mount the data disk again" in told.value.remedy
    folder.rmdir()
    with pytest.raises(StoreProblem):
        take(store)
    (tmp_path / "unmounted").rename(folder)
    assert take(store) == "A002"
    store.close()
    assert reasons(folder) == ["first"]


def test_a_data_folder_that_cannot_be_written_gives_no_number_and_goes_on_by_itself(open_folder):
    folder = open_folder / "data"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY) if os.geteuid() == 0 else None
    with without_privileges():
        store = opened(folder)
        take(store)
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        store._writer._give_up()  # As after an error of the disk.
        for _ in range(2):
            with pytest.raises(NotPermitted) as told:
                take(store)
        assert "right to read and write" in told.value.remedy
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)
        assert take(store) == "A002"
        store.close()
    assert reasons(folder) == ["first"]


@pytest.mark.parametrize(("begin", "reason"), [("restored", "restored"), ("clone", "clone")])
def test_the_province_may_end_an_epoch_whose_ledger_is_whole(tmp_path, begin, reason):
    store = opened(tmp_path)
    given = given_by(store, 3)
    epoch = store.ident.epoch
    store.begin_epoch(begin, epoch, 99)
    given += given_by(store, 2)
    assert given[-1][1] == "A101002"
    (start,) = starts_of(tmp_path)
    assert (start["reason"], start["prev_epoch"], start["last_seq"]) == (reason, epoch, 7)
    assert (start["told_epoch"], start["told_seq"]) == (epoch, 99)
    with open_reader(tmp_path, f"ledger-{epoch}.db") as reader:
        assert reader.verify().ok
        assert reader.head().hash == start["last_hash"]
    store.close()
    assert set(kept_labels(tmp_path)) == set(given)
    assert not list((tmp_path / "quarantine").glob("ledger-*"))
    assert [each.state for each in records_of(tmp_path)] == ["over", "runs"]


def test_an_epoch_may_end_while_the_agent_reads_the_ledger(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 3)
    with open_reader(tmp_path) as reader:
        events = reader.events()
        next(events)
        store.begin_epoch("restored", store.ident.epoch, 99)
        given += given_by(store, 2)
        assert len(list(events)) == 6
    given += given_by(store, 2)
    store.checkpoint()
    store.close()
    assert_each_once(given, kept_labels(tmp_path))
    assert set(kept_labels(tmp_path)) == set(given)
    assert take_again(tmp_path) == "A101005"


def test_quotas_go_on_in_the_epoch_that_follows_a_whole_ledger(tmp_path):
    store = opened(tmp_path)
    given_by(store, 3)
    store.begin_epoch("restored", store.ident.epoch, 99)
    assert store.usage(TUESDAY).agencies == {"instansi-a": 3}
    store.close()


def test_a_copy_that_cannot_be_made_leaves_no_half_of_it(tmp_path, monkeypatch):
    store = opened(tmp_path)
    take(store)
    all_deleted(tmp_path)

    def refuse(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(recovery, "sync_file", refuse)
    assert take(store) == "A101001"
    assert not list((tmp_path / "quarantine").glob("ledger-*.db"))
    store.close()


def test_what_others_know_is_asked_anew_where_a_ledger_is_lost(tmp_path):
    asked = []

    def witness():
        asked.append(1)
        return Elsewhere()

    store = opened(tmp_path, witness=witness)
    before = len(asked)
    take(store)
    assert len(asked) == before
    deleted(tmp_path)
    take(store)
    assert len(asked) > before
    store.close()
