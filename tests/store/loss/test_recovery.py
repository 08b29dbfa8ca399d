"""A ledger that is lost: another one follows it, no number is given twice, nothing is deleted."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from itertools import combinations

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import NewerStore, NotPermitted, SecondWriter, StoreProblem, WrongTerminal
from kiosk.store.connection import SCHEMA_VERSION
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.reading import open_reader
from kiosk.store.recalling import Recalled
from kiosk.visits.ports import Usage
from tests.premises import TUESDAY
from tests.store.ledgers import (
    ASKED,
    FORMER,
    REQUEST,
    HandClock,
    draft,
    opened,
    stop,
    take,
    without_privileges,
)
from tests.store.losses import (
    BESIDE,
    assert_each_once,
    given_by,
    kept_labels,
    killed,
    reasons,
    records_of,
    starts_of,
)

ALL_BUT_NOTHING = [lost for size in (1, 2, 3) for lost in combinations(BESIDE, size)]


def quarantined(folder):
    return sorted(path.name for path in (folder / "quarantine").iterdir())


@pytest.mark.parametrize("lost", ALL_BUT_NOTHING)
def test_whatever_of_a_killed_kiosks_files_is_deleted_no_number_is_given_twice(tmp_path, lost):
    folder = tmp_path / "data"
    given = killed(tmp_path / "running", folder)
    for suffix in lost:
        (folder / f"ledger.db{suffix}").unlink()
    store = opened(folder)
    given += given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(folder))
    if lost == ("-shm",):
        assert given[-1][1] == "A005"  # Only an index, which SQLite makes anew.
        assert reasons(folder) == ["first"]
    else:
        assert given[-1][1] == "A101002"
        assert reasons(folder) == ["first", "missing" if "" in lost else "damaged"]


def test_a_deleted_ledger_is_told_from_a_first_start(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 3)
    store.close()
    (tmp_path / "ledger.db").unlink()
    store = opened(tmp_path)
    assert given_by(store) == [("2026-11-24", "A101001")]
    store.close()
    (start,) = starts_of(tmp_path)
    assert start["reason"] == "missing"
    assert start["prev_epoch"] == records_of(tmp_path)[0].epoch
    assert (start["series"], start["series_until"]) == (101, "2026-11-24")
    assert len(given) == 3


SPOILT = {
    "zeroed": lambda content: bytes(len(content)),
    "zeroed header": lambda content: bytes(100) + content[100:],
    "zeroed first page": lambda content: bytes(4096) + content[4096:],
    "emptied": lambda content: b"",
    "cut in a page": lambda content: content[: len(content) // 2 - 1000],
    "cut to a header": lambda content: content[:512],
    "another file": lambda content: b"not a database at all" * 1000,
    "noise": lambda content: content[:4096] + b"\xa5" * (len(content) - 4096),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_damaged_ledger_is_kept_and_another_one_follows(tmp_path, spoil):
    store = opened(tmp_path)
    given = given_by(store, 3)
    store.close()
    path = tmp_path / "ledger.db"
    damaged = spoil(path.read_bytes())
    path.write_bytes(damaged)
    store = opened(tmp_path)
    given += given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(tmp_path))
    assert [label for _, label in given[3:]] == ["A101001", "A101002"]
    assert reasons(tmp_path) == ["first", "damaged"]
    epoch = records_of(tmp_path)[0].epoch
    (kept,) = (tmp_path / "quarantine").glob("*.db")
    assert kept.name == f"ledger-20261124T024100Z-{epoch}.db"
    assert kept.read_bytes() == damaged


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE series",
        "DELETE FROM ident",
        "PRAGMA application_id=7",
        "UPDATE event SET wall_ms = 1 WHERE seq = 3",
        "DELETE FROM event WHERE seq = 3",
    ],
)
def test_a_ledger_that_is_no_longer_one_is_lost_too(tmp_path, statement):
    store = opened(tmp_path)
    given = given_by(store, 3)
    store.close()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    for name in ("event_no_update", "event_no_delete"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.close()
    store = opened(tmp_path)
    assert given_by(store) == [("2026-11-24", "A101001")]
    store.close()
    (start,) = starts_of(tmp_path)
    assert start["reason"] == "damaged"
    whole = "event" not in statement
    assert (start["salvaged"], start["beyond_gap"]) == ((7, 0) if whole else (2, 4))
    assert len(given) == 3


def test_the_next_ledger_tells_what_could_be_saved_and_the_archive_holds_it(tmp_path):
    store = opened(tmp_path)
    store.issue(ASKED, TUESDAY)
    epoch = store.ident.epoch
    store.close()
    with open_reader(tmp_path) as reader:
        lines = [event.line for event in reader.events()]
        head = reader.head()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    opened(tmp_path).close()
    with open_reader(tmp_path, f"ledger-{epoch}.db") as reader:
        assert [event.line for event in reader.events()] == lines
        assert reader.verify().ok
    (start,) = starts_of(tmp_path)
    assert start == {
        "prev_epoch": epoch,
        "reason": "damaged",
        "series": 101,
        "series_until": "2026-11-24",
        "last_seq": head.seq,
        "last_hash": head.hash,
        "salvaged": head.seq,
        "beyond_gap": 0,
        "told_epoch": None,
        "told_seq": None,
    }


def test_a_new_ledger_holds_and_its_first_event_begins_the_chain(tmp_path):
    opened(tmp_path).close()
    (tmp_path / "ledger.db").unlink()
    store = opened(tmp_path)
    given_by(store, 3)
    store.close()
    with open_reader(tmp_path) as reader:
        kinds = [(event.row["seq"], event.row["kind"]) for event in reader.events()]
        assert reader.verify().problems == []
        assert next(reader.events()).row["prev"] == "0" * 64
    assert kinds[:2] == [(1, "epoch.start"), (2, "queue_day.began")]


def lose(folder):
    (folder / "ledger.db").unlink()


def test_nine_ledgers_may_be_lost_in_one_day_each_with_a_series_of_its_own(tmp_path):
    given = []
    for _ in range(10):
        store = opened(tmp_path)
        given += given_by(store, 2)
        store.close()
        lose(tmp_path)
    assert_each_once(given)
    assert [label for _, label in given[::2]] == ["A001", *(f"A{j}01001" for j in range(1, 10))]
    before = sorted(tmp_path.rglob("*"))
    for _ in range(2):
        with pytest.raises(StoreProblem, match="9 ledgers were lost on 2026-11-24") as told:
            opened(tmp_path)
        assert "another terminal" in told.value.remedy
    assert sorted(tmp_path.rglob("*")) == before
    store = opened(tmp_path, HandClock(TUESDAY + timedelta(days=1)))
    assert take(store, TUESDAY + timedelta(days=1)) == "A101001"
    store.close()


def test_another_terminals_spare_names_that_terminal(tmp_path):
    opened(tmp_path, terminal=3).close()
    for expected in ("A103001", "A203001"):
        lose(tmp_path)
        store = opened(tmp_path)
        assert store.ident.terminal == 3
        assert take(store) == expected
        store.close()


def test_the_next_day_has_its_own_series_again(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    given = given_by(store, 2, clock=clock)
    store.close()
    lose(tmp_path)
    store = opened(tmp_path, clock)
    given += given_by(store, 2, clock=clock)
    clock.run(days=1)
    given += given_by(store, 2, clock=clock)
    assert store.usage(clock.now()).series == {"A": 2}
    store.close()
    store = opened(tmp_path, clock)
    given += given_by(store, 1, clock=clock)
    store.close()
    assert [label for _, label in given[2:]] == ["A101001", "A101002", "A001", "A002", "A003"]
    assert_each_once(given)


def test_a_day_that_the_clock_has_not_reached_again_is_gone_on_with(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    given_by(store, 2, clock=clock)
    clock.run(days=2)
    given = given_by(store, 2, clock=clock)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    clock.jump(days=-2)
    store = opened(tmp_path, clock)
    given += given_by(store, 1, clock=clock)
    assert given[-1] == ("2026-11-26", "A101001")
    clock.jump(days=1)
    given += given_by(store, 1, clock=clock)
    assert given[-1] == ("2026-11-26", "A101002")
    clock.run(days=2)
    given += given_by(store, 1, clock=clock)
    assert given[-1] == ("2026-11-27", "A001")
    store.close()
    assert_each_once(given)


def test_a_later_day_that_only_others_know_is_not_given_again(tmp_path):
    opened(tmp_path).close()
    lose(tmp_path)
    known = Elsewhere({}, 41, date(2026, 11, 27))
    store = opened(tmp_path, witness=lambda: known)
    day = store.day_status(TUESDAY)
    assert (day.date, take(store)) == (date(2026, 11, 27), "A101001")
    store.close()
    with open_reader(tmp_path) as reader:
        assert next(reader.events()).row["day_id"] == 42


def test_a_clock_that_is_certainly_wrong_counts_only_where_nothing_else_tells(tmp_path):
    opened(tmp_path).close()
    lose(tmp_path)
    clock = HandClock(TUESDAY + timedelta(days=9), wrong=True)
    store = opened(tmp_path, clock)
    assert store.day_status(clock.now()).date == TUESDAY.date()
    store.close()


def test_a_future_that_a_broken_clock_began_is_left_but_its_numbers_are_not_given_again(tmp_path):
    future = HandClock(TUESDAY + timedelta(days=4000))
    store = opened(tmp_path, future)
    given = given_by(store, 2, clock=future)
    store.close()
    lose(tmp_path)
    store = opened(tmp_path, HandClock(given=True))
    given += given_by(store, 1)
    assert given[-1] == ("2026-11-24", "A101001")
    given += [(str(future.wall.date()), take(store, future.wall))]
    store.close()
    assert given[-1][1] == "A101001"
    assert_each_once(given)


def test_a_day_id_never_falls_and_is_greater_than_any_the_lost_ledger_can_have_used(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    for _ in range(4):
        take(store, clock.now())
        clock.run(days=1)
    store.close()
    lose(tmp_path)
    store = opened(tmp_path, clock)
    take(store, clock.now())
    with store._writer.reading() as connection:
        days = connection.execute("SELECT day_id, date FROM queue_day").fetchall()
    store.close()
    assert days == [(6, "2026-11-28")]  # Four days were given, at most five can have been.


def test_quotas_of_the_day_are_counted_again_from_what_was_saved(tmp_path):
    store = opened(tmp_path)
    for _ in range(3):
        store.issue(draft(stop("A", "kk", "ktp"), stop("B")), TUESDAY)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    store = opened(tmp_path)
    assert store.usage(TUESDAY) == Usage(
        {"instansi-a": 3, "instansi-b": 3}, {"kk": 3, "ktp": 3, "layanan-b": 3}, {}
    )
    take(store)
    assert store.usage(TUESDAY).series == {"A": 1}
    store.close()


def test_quotas_of_an_earlier_day_are_not(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    take(store)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    clock.run(days=1)
    store = opened(tmp_path, clock)
    assert store.usage(clock.now()) == Usage()
    store.close()


def test_a_backup_that_was_put_back_is_noticed_by_what_others_have(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup"
    store = opened(folder)
    given = given_by(store, 2)
    store.close()
    shutil.copytree(folder, backup)
    store = opened(folder)
    given += given_by(store, 5)
    epoch = store.ident.epoch
    store.close()
    shutil.copy(backup / "ledger.db", folder / "ledger.db")
    store = opened(folder, witness=lambda: Elsewhere({epoch: 11}))
    given += given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(folder))
    (start,) = starts_of(folder)
    assert (start["reason"], start["last_seq"]) == ("restored", 5)
    assert (start["told_epoch"], start["told_seq"]) == (epoch, 11)
    with open_reader(folder, f"ledger-{epoch}.db") as reader:
        assert reader.verify().events == 5


def test_a_ledger_that_others_do_not_have_all_of_is_gone_on_with(tmp_path):
    store = opened(tmp_path)
    take(store)
    epoch = store.ident.epoch
    store.close()
    store = opened(tmp_path, witness=lambda: Elsewhere({epoch: 3}))
    assert take(store) == "A002"
    store.close()
    assert reasons(tmp_path) == ["first"]


def test_a_ledger_of_an_earlier_epoch_that_was_put_back_is_kept_and_not_gone_on_with(tmp_path):
    store = opened(tmp_path)
    given = given_by(store, 2)
    store.close()
    backup = (tmp_path / "ledger.db").read_bytes()
    lose(tmp_path)
    store = opened(tmp_path)
    given += given_by(store, 2)
    store.close()
    (tmp_path / "ledger.db").write_bytes(backup)
    store = opened(tmp_path)
    given += given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(tmp_path))
    assert {("2026-11-24", "A001"), ("2026-11-24", "A002")} <= set(kept_labels(tmp_path))
    assert reasons(tmp_path) == ["first", "missing", "restored"]


def test_a_ledger_of_ours_from_elsewhere_is_delivered_but_not_gone_on_with(tmp_path):
    ours, other = tmp_path / "ours", tmp_path / "other"
    for folder, count in ((ours, 1), (other, 2)):
        store = opened(folder)
        given_by(store, count)
        store.close()
    shutil.copy(other / "ledger.db", ours / "ledger.db")
    store = opened(ours)
    assert take(store) == "A101001"
    store.close()
    assert [label for _, label in kept_labels(ours)] == ["A001", "A002", "A101001"]
    records = records_of(ours)
    assert [(each.reason, each.state) for each in records] == [
        ("adopted", "over"),
        ("first", "over"),
        ("restored", "runs"),
    ]


def test_the_folder_of_an_older_program_is_adopted(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    (tmp_path / "epochs.json").unlink()
    store = opened(tmp_path)
    assert take(store) == "A002"
    store.close()
    (record,) = records_of(tmp_path)
    assert (record.reason, record.state, record.ledger) == ("adopted", "runs", "ledger.db")
    assert record.first_day == TUESDAY.date()


def test_a_lost_ledger_of_an_older_program_is_known_by_lock_and_key(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    (tmp_path / "epochs.json").unlink()
    lose(tmp_path)
    store = opened(tmp_path)
    assert take(store) == "A101001"
    store.close()
    (start,) = starts_of(tmp_path)
    assert (start["prev_epoch"], start["reason"]) == (None, "missing")


@pytest.mark.parametrize("brought", ["mall.key", "ledger.lock"])
def test_neither_a_key_nor_a_lock_alone_proves_an_earlier_ledger(tmp_path, brought):
    (tmp_path / brought).write_bytes(bytes(32) if brought == "mall.key" else b"")
    store = opened(tmp_path)
    assert take(store) == "A001"
    store.close()
    assert reasons(tmp_path) == ["first"]


def test_a_wal_without_its_ledger_proves_an_earlier_one(tmp_path):
    folder = tmp_path / "data"
    killed(tmp_path / "running", folder)
    for name in ("ledger.db", "epochs.json", "ledger.lock", "mall.key", "ledger.running"):
        (folder / name).unlink()
    store = opened(folder)
    assert take(store) == "A101001"
    store.close()
    assert any(name.endswith(".db-wal") for name in quarantined(folder))


def test_what_the_line_knows_proves_an_earlier_ledger(tmp_path):
    store = opened(tmp_path, witness=lambda: Elsewhere({"some-epoch": 12}))
    assert take(store) == "A101001"
    store.close()


def test_a_damaged_ledger_without_lock_and_record_is_known_by_its_pages(tmp_path):
    opened(tmp_path, terminal=4).close()
    for name in ("ledger.lock", "epochs.json", "mall.key"):
        (tmp_path / name).unlink()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    store = opened(tmp_path)
    assert take(store) == "A104001"
    store.close()


@pytest.mark.parametrize("content", [b"", b"{", b'[{"epoch": 3}]', b"[]", bytes(300)])
def test_a_damaged_list_of_epochs_is_kept_and_written_anew(tmp_path, content):
    store = opened(tmp_path)
    take(store)
    epoch = store.ident.epoch
    store.close()
    (tmp_path / "epochs.json").write_bytes(content)
    store = opened(tmp_path)
    assert take(store) == "A002"
    store.close()
    (record,) = records_of(tmp_path)
    assert (record.epoch, record.state) == (epoch, "runs")
    assert [path.read_bytes() for path in (tmp_path / "quarantine").glob("epochs-*")] == [content]


def test_without_the_list_of_epochs_no_spare_of_the_day_is_used_again(tmp_path):
    given = []
    for _ in range(4):
        store = opened(tmp_path)
        given += given_by(store, 2)
        store.close()
        path = tmp_path / "ledger.db"
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    (tmp_path / "epochs.json").write_bytes(b"?")
    store = opened(tmp_path)
    given += given_by(store, 2)
    store.close()
    assert_each_once(given, kept_labels(tmp_path))
    assert len(kept_labels(tmp_path)) == 10


def test_without_list_and_ledger_no_spare_of_the_day_is_used_again(tmp_path):
    given = []
    for _ in range(3):
        store = opened(tmp_path)
        given += given_by(store, 2)
        store.close()
        path = tmp_path / "ledger.db"
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    opened(tmp_path).close()
    lose(tmp_path)
    (tmp_path / "epochs.json").unlink()
    store = opened(tmp_path)
    given += given_by(store, 2)
    store.close()
    assert_each_once(given)


def test_a_spare_is_known_by_its_tickets_where_nothing_else_tells(tmp_path):
    for lost in (1, 2):
        store = opened(tmp_path)
        given = given_by(store, 2)
        store.close()
        path = tmp_path / "ledger.db"
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        if lost == 2:
            shutil.rmtree(tmp_path / "quarantine")
            for name in ("epochs.json", *(p.name for p in tmp_path.glob("ledger-*"))):
                (tmp_path / name).unlink()
    assert given[-1][1] == "A101002"
    store = opened(tmp_path)
    assert take(store) == "A201001"
    store.close()


def test_a_ledger_of_which_only_the_wal_came_into_quarantine_was_lost_too(tmp_path):
    folder = tmp_path / "data"
    killed(tmp_path / "running", folder)
    lose(folder)
    store = opened(folder)
    assert take(store) == "A101001"
    store.close()
    lose(folder)
    for name in ("epochs.json", *(p.name for p in folder.glob("ledger-*"))):
        (folder / name).unlink()
    store = opened(folder)
    assert take(store) == "A201001"
    store.close()


def refused(folder, error, **options):
    before = contents(folder)
    with pytest.raises(error) as told:
        opened(folder, **options)
    assert contents(folder) == before
    return told.value


def contents(folder):
    """Return all files but those that SQLite makes anew by itself."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {p: p.read_bytes() for p in files if not p.name.endswith(("-shm", "-wal"))}


def test_a_newer_programs_store_is_refused_and_nothing_is_moved(tmp_path):
    opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    refused(tmp_path, NewerStore)


def test_another_terminals_lost_ledger_is_refused_and_nothing_is_moved(tmp_path):
    opened(tmp_path, terminal=2).close()
    lose(tmp_path)
    refused(tmp_path, WrongTerminal, terminal=5)
    store = opened(tmp_path, terminal=2)
    assert take(store) == "A102001"
    store.close()


def test_beside_another_kiosk_nothing_is_moved(tmp_path):
    store = opened(tmp_path)
    with pytest.raises(SecondWriter):
        opened(tmp_path)
    assert take(store) == "A001"
    store.close()
    assert not (tmp_path / "quarantine").exists()


def test_a_ledger_that_may_not_be_read_is_refused_and_nothing_is_moved(open_folder):
    opened(open_folder / "data").close()
    (open_folder / "data").chmod(0o777)
    for path in (open_folder / "data").iterdir():
        path.chmod(0o666)
    (open_folder / "data" / "ledger.db").chmod(0)
    with without_privileges(), pytest.raises(NotPermitted):
        opened(open_folder / "data")
    assert not (open_folder / "data" / "quarantine").exists()
    store = opened(open_folder / "data")
    assert take(store) == "A001"
    store.close()


def test_somebody_elses_file_in_an_unused_folder_is_refused_and_stays(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"a novel" * 1000)
    (tmp_path / "ledger.lock").touch()
    told = refused(tmp_path, StoreProblem)
    assert "no ledger" in told.message


def test_papers_roll_and_requests_of_the_day_are_taken_over(tmp_path):
    store = opened(tmp_path)
    store.new_roll(50_000)
    done, open_ = (store.issue(draft(stop(), print_copy=True), TUESDAY) for _ in range(2))
    job = store.job_of(done.visit).job
    store.sending(job)
    store.finish(job, "printed", "", "marks", 120)
    store.sending(store.job_of(open_.visit).job)
    store.close()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("UPDATE event SET v = 2 WHERE seq = 2")
    connection.close()
    heard = []
    store = opened(tmp_path, before_recovery=heard.extend)
    assert [(job.job, job.state) for job in heard] == [(2, "sending")]
    assert store.roll().left_mm == 50_000 - 120
    assert [(job.job, job.state) for job in store.jobs()] == [(1, "printed"), (2, "unknown")]
    assert store.add_list().job == 3
    store.close()


def test_a_number_of_a_lost_ledger_is_recalled_with_what_was_asked(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    asked, other = store.issue(ASKED, TUESDAY), store.issue(ASKED, TUESDAY)
    store.close()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    connection.execute("DROP TABLE issued")
    connection.close()
    store = opened(tmp_path, clock)
    assert store.recall_visit(asked.visit) == Recalled(asked, REQUEST)
    assert store.recall(" a002", TUESDAY) == Recalled(other, REQUEST)
    again = store.issue(ASKED, TUESDAY)
    assert store.recall("A101001", TUESDAY) == Recalled(again, REQUEST)
    assert store.recall("A003", TUESDAY) is None
    assert store.recall_visit("nobody's") is None
    clock.run(days=1)
    take(store, clock.now())
    assert store.recall("A002", clock.now()) is None
    store.close()


def test_what_cannot_be_read_is_not_taken_over_and_costs_nothing(tmp_path):
    store = opened(tmp_path)
    store.new_roll(50_000)
    store.issue(draft(stop(), print_copy=True), TUESDAY)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    store = opened(tmp_path)
    assert (store.roll(), store.jobs()) == (None, [])
    assert store.add_list().job == 1
    store.close()


def test_a_former_ledger_without_record_is_adopted_and_brought_up_to_date(tmp_path):
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.executescript(FORMER.read_text(encoding="utf-8"))
    connection.close()
    opened(tmp_path).close()
    (record,) = json.loads((tmp_path / "epochs.json").read_text())
    assert (record["reason"], record["series"]) == ("adopted", 1)
