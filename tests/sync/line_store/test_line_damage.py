"""A damaged ``line.db`` is set aside, never deleted, and never keeps the line from working."""

from __future__ import annotations

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import DiskFull, NewerStore, NotPermitted, StoreProblem
from sync.line_store import LineState, LineStore, Watermark, read_line_store
from sync.line_store.connection import FILE, Damaged, plain_errors
from tests.store.ledgers import without_privileges
from tests.sync.line_store.folders import DAY, EPOCH, MARK, SERVER, enrolled


@pytest.fixture
def folder(tmp_path):
    enrolled(tmp_path)
    with LineStore(tmp_path) as store:
        store.accept(MARK, [DAY])
        store.next_sent()
    return tmp_path


def zeroed(path):
    path.write_bytes(bytes(path.stat().st_size))


def garbage(path):
    path.write_bytes(b"no database at all " * 400)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled(path):
    raw = bytearray(path.read_bytes())
    raw[5000:9000] = b"\xff" * 4000
    path.write_bytes(raw)


def somebody_elses(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine(x)")
    connection.close()


@pytest.mark.parametrize("harm", [zeroed, garbage, cut, scribbled, somebody_elses])
def test_a_damaged_file_is_set_aside_and_the_line_goes_on(folder, harm):
    harm(folder / FILE)
    harmed = (folder / FILE).read_bytes()
    with LineStore(folder) as store:
        assert store.watermark(EPOCH) == Watermark(EPOCH)
        assert store.next_sent() == 1
    assert (folder / f"{FILE}.damaged-1").read_bytes() == harmed
    assert read_line_store(folder) == LineState(SERVER, 1, [], [])


def test_nothing_that_was_set_aside_is_overwritten(folder):
    for _ in range(2):
        garbage(folder / FILE)
        LineStore(folder).close()
    kept = sorted(path.name for path in folder.glob("*.damaged-*"))
    assert kept == [f"{FILE}.damaged-1", f"{FILE}.damaged-2"]


def test_a_deleted_file_is_begun_anew(folder):
    (folder / FILE).unlink()
    assert read_line_store(folder) == LineState(SERVER)
    with LineStore(folder) as store:
        assert store.state() == LineState(SERVER, 0, [], [])


def test_reading_a_damaged_file_says_what_becomes_of_it(folder):
    garbage(folder / FILE)
    with pytest.raises(StoreProblem) as told:
        read_line_store(folder)
    assert "aside" in told.value.remedy
    assert (folder / FILE).exists()


def test_an_empty_file_remembers_nothing(folder):
    (folder / FILE).write_bytes(b"")
    assert read_line_store(folder) == LineState(SERVER)


def test_a_file_of_a_newer_program_is_left_alone(folder):
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = (folder / FILE).read_bytes()
    with pytest.raises(NewerStore):
        LineStore(folder)
    with pytest.raises(NewerStore):
        read_line_store(folder)
    assert (folder / FILE).read_bytes() == before


def test_damage_found_while_it_runs_is_told_and_mended_at_the_next_call(folder):
    with LineStore(folder) as store:
        store.state()
        with pytest.raises(StoreProblem), store._using():
            raise Damaged("a page is torn")
        garbage(folder / FILE)
        assert store.next_sent() == 1
    assert (folder / f"{FILE}.damaged-1").exists()


def test_what_was_not_committed_is_undone_and_the_store_still_works(folder):
    with LineStore(folder) as store:
        with pytest.raises(KeyError), store._writing() as connection:
            raise KeyError(connection.execute("UPDATE watermark SET acked = 7").rowcount)
        assert store.watermark(EPOCH) == MARK


def test_every_pragma_holds_on_the_open_file(folder):
    with LineStore(folder) as store, store._using() as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "trusted_schema", "wal_autocheckpoint")
        }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "wal_autocheckpoint": 256,
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_READONLY_DBMOVED", NotPermitted),
        ("SQLITE_CORRUPT_INDEX", Damaged),
        ("SQLITE_IOERR_FSYNC", StoreProblem),
    ],
)
def test_each_failure_of_the_disk_has_its_own_words(tmp_path, name, kind):
    reason = sqlite3.OperationalError("as SQLite says it")
    reason.sqlite_errorname = name
    with pytest.raises(kind), plain_errors(tmp_path / FILE):
        raise reason


def test_a_user_who_may_only_read_can_read_it_after_the_agent(open_folder):
    enrolled(open_folder)
    with LineStore(open_folder) as store:
        store.accept(MARK)
    for path in open_folder.iterdir():
        path.chmod(0o644)
    with without_privileges():
        assert read_line_store(open_folder).watermark(EPOCH) == MARK
