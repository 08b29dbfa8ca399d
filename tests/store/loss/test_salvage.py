"""Salvage: what proves itself is saved, whatever of the file around it is left."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import count

import pysqlite3 as sqlite3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import DiskFull
from kiosk.store.chain import Head, Stamp, read_head, seal
from kiosk.store.engine import sqlite3 as engine
from kiosk.store.ident import Ident
from kiosk.store.loss import pages
from kiosk.store.loss.epochs import archive_of
from kiosk.store.loss.gathering import gather, ident_in, salvage_of
from kiosk.store.loss.pages import PAGE, Overflow, PageFile, rows_of
from kiosk.store.loss.rebuilding import Rebuilt
from kiosk.store.loss.remains import remains_in, remains_of
from kiosk.store.loss.salvage import Salvage
from kiosk.store.queue_day import Instant
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock, draft, opened, stop, take

ALWAYS = lambda: True  # noqa: E731 - what a salvage asks for


def salvaged(folder, *names, begins_after=0):
    """Save what is in some files of a folder into its archive; return what was saved."""
    whose = ident_of(folder)
    target = folder / archive_of(whose.epoch)
    sources = [folder / name for name in names]
    with Salvage(sources, whose, target, begins_after, TUESDAY) as salvage:
        found = salvage.run(ALWAYS)
    assert not list(folder.glob("*.rows"))
    assert not list(folder.glob("*.new"))
    return found


def ident_of(folder):
    found = ident_in(folder)
    assert found
    return found


def lines(folder, file="ledger.db"):
    with open_reader(folder, file) as reader:
        return [event.line for event in reader.events()]


@pytest.fixture
def ledger(tmp_path):
    """Two days; one event with a body that does not fit a page."""
    clock = HandClock()
    store = opened(tmp_path, clock)
    for _ in range(2):
        for _ in range(20):
            store.issue(draft(stop("A", "kk"), stop("B")), clock.now())
        store.record("kiosk.searched", {"words": "kartu keluarga " * 1500}, clock.now())
        clock.run(days=1)
    store.close()
    return tmp_path


def test_a_sound_ledger_is_saved_whole_and_to_the_byte(ledger):
    before = lines(ledger)
    found = salvaged(ledger, "ledger.db")
    with open_reader(ledger) as reader:
        head = reader.head()
        spans = reader.days()
    assert (found.events, found.beyond_gap) == (len(before), 0)
    assert (found.head.seq, found.head.hash) == (head.seq, head.hash)
    archive = archive_of(ident_of(ledger).epoch)
    assert lines(ledger, archive) == before
    with open_reader(ledger, archive) as reader:
        assert reader.verify().problems == []
        assert reader.days() == spans
        assert len(reader.day_closes()) == 1
        assert reader.ident.terminal_id == "contoh-pringsewu-1"


def test_an_archive_needs_no_wal_and_may_be_read_by_whoever_may_read(ledger):
    salvaged(ledger, "ledger.db")
    path = ledger / archive_of(ident_of(ledger).epoch)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_only_the_wal_holds_is_saved_from_there(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.checkpoint()
    for _ in range(5):
        take(store)
    before = lines(tmp_path)
    assert salvaged(tmp_path, "ledger.db", "ledger.db-wal").events == len(before)
    store.close()


def test_pages_of_which_only_the_wal_is_left_are_counted_beyond_the_gap(tmp_path):
    store = opened(tmp_path)
    for _ in range(30):
        take(store)
    store.close()
    store = opened(tmp_path)
    take(store)
    found = salvaged(tmp_path, "ledger.db-wal")
    store.close()
    assert found.events == 0
    assert found.beyond_gap > 0
    assert not (tmp_path / archive_of(ident_of(tmp_path).epoch)).exists()


def test_a_ledger_that_was_purged_is_saved_from_where_it_begins(ledger):
    with closing(sqlite3.connect(ledger / "ledger.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO retention(one, purge_ok) VALUES(1, 30)")
        connection.execute("DELETE FROM event WHERE seq <= 30")
        connection.execute("VACUUM")
    total = len(lines(ledger))
    assert salvaged(ledger, "ledger.db").events == 0
    assert salvaged(ledger, "ledger.db", begins_after=30).events == total
    with salvage_of(ledger, ident_of(ledger), 0, TUESDAY, in_place=True) as salvage:
        assert salvage.run(ALWAYS).events == total
    with open_reader(ledger, archive_of(ident_of(ledger).epoch)) as reader:
        assert reader.first_seq() == 31
        assert reader.verify().events == total


def test_what_others_have_is_not_missed_at_the_beginning(ledger):
    path = ledger / "ledger.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_no_delete")
        connection.execute("DELETE FROM event WHERE seq <= 3")
    with salvage_of(ledger, ident_of(ledger), 3, TUESDAY, in_place=True) as salvage:
        assert salvage.run(ALWAYS).events == len(lines(ledger))


def test_of_two_events_for_one_place_the_one_with_a_future_is_taken(tmp_path):
    """A write failed, the kiosk wrote again: both are in the pages, only one was ever told of."""
    whose, instant = Ident("contoh-1", 1, "contoh", "epoch"), Instant(1, 1, "boot")
    stamp = Stamp(1, instant, "holdover", 1)
    head, rows = Head(), []
    for number in range(10):
        if number in {4, 9}:
            dead = head
            for _ in range(3 if number == 4 else 1):
                row, dead = seal(whose, dead, stamp, "kiosk.dead", {"number": number})
                rows.append(row)
        row, head = seal(whose, head, stamp, "kiosk.idle", {"number": number})
        rows.insert(0, row)
    path = tmp_path / "scattered.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        columns = ", ".join(f"c{number}" for number in range(1, 13))
        connection.execute(f"CREATE TABLE t(seq INTEGER PRIMARY KEY, {columns})")
        connection.execute(f"CREATE TABLE u(seq INTEGER PRIMARY KEY, {columns})")
        for row in rows:
            table = "u" if row.kind == "kiosk.dead" else "t"
            marks = ",".join("?" * 13)
            connection.execute(f"INSERT INTO {table} VALUES({marks})", row)
    with Salvage([path], whose, tmp_path / "ledger-epoch.db", 0, TUESDAY) as salvage:
        found = salvage.run(ALWAYS)
    assert (found.events, found.head.hash) == (10, head.hash)


def test_rows_of_another_ledger_are_not_taken_for_ours(ledger, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    store = opened(other)
    take(store)
    store.close()
    whose = ident_of(other)
    with Salvage([ledger / "ledger.db"], whose, other / "x.db", 0, TUESDAY) as salvage:
        found = salvage.run(ALWAYS)
    assert (found.events, found.beyond_gap) == (0, 0)


def test_a_salvage_goes_on_where_it_was_interrupted_and_tells_what_it_has(ledger):
    whose, steps = ident_of(ledger), count()
    archive = ledger / archive_of(whose.epoch)
    with Salvage([ledger / "ledger.db"], whose, archive, 0, TUESDAY) as salvage:
        assert salvage.run(lambda: next(steps) < 12) is None
        early = remains_of(salvage)
        assert early.events is None
        assert early.day.day_id == 2  # The end of the file is read first.
        assert not archive.exists()
        for _ in range(1000):
            if salvage.run(lambda: next(steps) % 5 != 0):
                break
        assert salvage.run(ALWAYS).events == len(lines(ledger))
        whole = remains_of(salvage)
    with open_reader(ledger) as reader:
        told = remains_in(reader._connection)
    assert (whole.day, whole.head.seq, whole.events) == (told.day, told.head.seq, told.events)
    assert sorted(map(str, whole.tickets)) == sorted(map(str, told.tickets))
    assert len(told.tickets) == 40


def test_what_is_only_half_done_leaves_nothing_behind(ledger):
    whose, steps = ident_of(ledger), count()
    archive = ledger / archive_of(whose.epoch)
    pages_ = (ledger / "ledger.db").stat().st_size // PAGE
    with Salvage([ledger / "ledger.db"], whose, archive, 0, TUESDAY) as salvage:
        assert salvage.run(lambda: next(steps) < pages_ + 20) is None
        assert list(ledger.glob("*.new"))
    assert not list(ledger.glob(f"{archive.name}*"))


def test_a_disk_that_takes_no_archive_is_told_and_leaves_nothing_behind(ledger, monkeypatch):
    def refuse(_self, _event):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rebuilt, "add", refuse)
    whose = ident_of(ledger)
    archive = ledger / archive_of(whose.epoch)
    with (
        Salvage([ledger / "ledger.db"], whose, archive, 0, TUESDAY) as salvage,
        pytest.raises(DiskFull),
    ):
        salvage.run(ALWAYS)
    assert not list(ledger.glob(f"{archive.name}*"))
    assert gather(ledger, whose, 0, TUESDAY, ALWAYS).events is None


def test_nothing_is_changed_in_what_is_looked_through(ledger):
    before = (ledger / "ledger.db").read_bytes()
    salvaged(ledger, "ledger.db")
    assert (ledger / "ledger.db").read_bytes() == before


SIZES = (1, 100, PAGE - 36, PAGE - 35, PAGE - 34, PAGE, 3 * PAGE, 60_000)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_rows_of_every_length_and_kind_are_read_as_sqlite_reads_them(tmp_path, mode):
    numbers = [0, 1, -1, 127, 128, -129, 2**15, 2**23 - 1, 2**31, 2**40, -(2**47), 2**62, None]
    path = tmp_path / "rows.db"
    with closing(engine.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, number, words)")
        for id_, (number, size) in enumerate(
            [(number, size) for number in numbers for size in SIZES], start=1
        ):
            connection.execute("INSERT INTO t VALUES(?, ?, ?)", (id_, number, "é" * (size // 2)))
        written = connection.execute("SELECT * FROM t").fetchall()
        found = {}
        names = ["rows.db", "rows.db-wal"] if mode == "wal" else ["rows.db"]
        files = [PageFile(tmp_path / name) for name in names]
        overflow = Overflow(files)
        for file in files:
            for index in range(file.count):
                for rowid, values in rows_of(file.page(index), overflow):
                    if len(values) == 3:
                        found.setdefault(rowid, []).append((rowid, *values[1:]))
            file.close()
    assert set(found) == {row[0] for row in written}
    assert all(row in found[row[0]] for row in written)


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_no_noise_makes_the_reader_of_pages_stumble(seed, holes):
    noise = random.Random(seed)  # noqa: S311 - a schedule, not a secret
    page = bytearray(noise.randbytes(PAGE))
    page[0], page[3:5] = 0x0D, holes.to_bytes(2, "big")
    for rowid, values in rows_of(bytes(page), Overflow([])):
        assert isinstance(rowid, int)
        assert isinstance(values, list)


def test_a_place_that_the_disk_does_not_give_is_an_empty_page(tmp_path, monkeypatch):
    (tmp_path / "some.db").write_bytes(bytes(2 * PAGE))

    def refuse(*_args):
        raise OSError(5, "Input/output error")

    with PageFile(tmp_path / "some.db") as file:
        monkeypatch.setattr(pages.os, "pread", refuse)
        assert file.page(1) == bytes(PAGE)
        assert list(rows_of(file.page(1), Overflow([file]))) == []


def test_a_long_row_whose_pages_are_gone_is_no_row(tmp_path):
    path = tmp_path / "rows.db"
    with closing(engine.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, words)")
        connection.execute("INSERT INTO t VALUES(1, ?)", ("x" * 3 * PAGE,))
    path.write_bytes(path.read_bytes()[: 2 * PAGE])
    with PageFile(path) as file:
        assert list(rows_of(file.page(1), Overflow([file]))) == []


def test_ledgers_have_the_page_size_that_is_read(store):
    with store._writer.reading() as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (PAGE,)
        assert read_head(connection).seq == 0


def test_nobodys_files_have_no_ident(tmp_path):
    assert ident_in(tmp_path) is None
    (tmp_path / "ledger.db").write_bytes(b"a novel " * 4000)
    assert ident_in(tmp_path) is None
