"""The connection: as durable as SQLite can be, and only for ledgers this program knows."""

from __future__ import annotations

import shutil
import threading

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import NewerStore, StoreProblem
from kiosk.store import connection as module
from kiosk.store.connection import SCHEMA_VERSION, open_ledger
from kiosk.store.engine import refuse_unsafe_sqlite
from kiosk.store.explained import Damaged
from kiosk.store.opening import open_checked
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import MALL, opened, take

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "user_version": SCHEMA_VERSION,
    "application_id": int.from_bytes(b"MPPK", "big"),
}


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
def test_a_pragma_reads_back_as_it_was_set(store, name, value):
    with store._writer.reading() as connection:
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,)


def test_a_pragma_that_sqlite_refuses_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(module._PRAGMAS, "synchronous", ("OFF", 2))
    with pytest.raises(StoreProblem, match="refused synchronous=OFF"):
        opened(tmp_path)


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_an_sqlite_that_can_corrupt_a_wal_is_refused(version):
    with pytest.raises(StoreProblem, match="can corrupt a WAL"):
        refuse_unsafe_sqlite(version)


@pytest.mark.parametrize(
    "version", [(3, 51, 3), (3, 53, 4), (4, 0, 0), sqlite3.sqlite_version_info]
)
def test_an_sqlite_with_the_fix_is_accepted(version):
    refuse_unsafe_sqlite(version)


@pytest.fixture
def newer(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    return tmp_path


@pytest.mark.parametrize("opening", [opened, open_reader])
def test_a_store_of_a_newer_program_is_refused_and_not_touched(newer, opening):
    before = (newer / "ledger.db").read_bytes()
    with pytest.raises(NewerStore) as told:
        opening(newer)
    assert told.value.code == 7
    assert "newer program" in told.value.remedy
    assert (newer / "ledger.db").read_bytes() == before


@pytest.mark.parametrize("opening", [opened, open_reader])
def test_the_database_of_another_program_is_refused_and_not_touched(tmp_path, opening):
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("CREATE TABLE recipe(id)")
    connection.close()
    before = (tmp_path / "ledger.db").read_bytes()
    with pytest.raises(StoreProblem, match="another program"):
        opening(tmp_path)
    assert (tmp_path / "ledger.db").read_bytes() == before


@pytest.mark.parametrize("spoil", [lambda content: content[:6000], lambda content: bytes(9000)])
def test_a_truncated_or_zeroed_ledger_is_told(tmp_path, spoil):
    opened(tmp_path).close()
    path = tmp_path / "ledger.db"
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(Damaged):
        open_checked(path, MALL, None, TUESDAY)


def test_an_empty_file_becomes_a_ledger_as_if_it_were_missing(tmp_path):
    (tmp_path / "ledger.db").touch()
    store = opened(tmp_path)
    assert take(store) == "A001"
    store.close()


def test_a_first_start_that_was_cut_off_is_undone_and_begun_again(tmp_path):
    """Before there is a WAL, SQLite keeps a journal, which a reader may not roll back."""
    (tmp_path / "cut").mkdir()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE half_done(text)")
    connection.executemany("INSERT INTO half_done VALUES(?)", [("x" * 3000,)] * 200)
    for name in ("ledger.db", "ledger.db-journal"):
        shutil.copy(tmp_path / name, tmp_path / "cut")
    connection.close()
    assert (tmp_path / "cut" / "ledger.db").stat().st_size > 500_000
    store = opened(tmp_path / "cut")
    assert take(store) == "A001"
    store.close()
    with open_reader(tmp_path / "cut") as reader:
        assert reader.verify().problems == []


def test_threads_take_turns_at_one_store(store):
    labels = []
    threads = [
        threading.Thread(target=lambda: labels.extend(take(store) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(labels) == [f"A{number:03}" for number in range(1, 81)]


def test_a_present_schema_needs_no_migration_machinery(tmp_path, monkeypatch):
    opened(tmp_path).close()
    monkeypatch.setattr(module, "_migrate", None)
    opened(tmp_path).close()


def test_a_connection_that_cannot_be_prepared_is_closed(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"x" * 5000)
    with pytest.raises(StoreProblem):
        open_ledger(tmp_path / "ledger.db")
