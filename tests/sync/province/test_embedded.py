"""What only the SQLite file has: pragmas, other programs' files, a full disk, a damaged page."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from kiosk.errors import DataProblem, DiskFull, NewerStore, NotPermitted, StoreProblem
from kiosk.store.engine import sqlite3
from sync.province.books import FILE, Books, open_books, open_key
from sync.province.database.embedded import SqliteDatabase
from sync.province.database.embedded_errors import plain_errors
from sync.wire.keys import PROVINCE_KEY, public_hex
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line

AS_ROOT = os.geteuid() == 0


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "province"


def test_the_file_tells_the_version_of_sqlite(store):
    books = open_books(store)
    assert books.ping() == f"SQLite {sqlite3.sqlite_version}"
    books.close()


def test_folder_and_file_are_made_for_their_owner(store):
    open_books(store).close()
    assert (store / FILE).is_file()
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert stat.S_IMODE((store / PROVINCE_KEY).stat().st_mode) == 0o600


def test_books_are_the_same_when_they_are_opened_again(store, ledger):
    books = open_books(store)
    line = Line(books)
    line.send(ledger, 1, 9)
    books.close()
    line.books = open_books(store)
    assert line.send(ledger, 10).ack == len(ledger.rows)
    line.books.close()


def test_two_programs_use_the_same_books(store, ledger):
    """The server, and ``province invite`` beside it."""
    server, command = open_books(store), open_books(store)
    line = Line(command)
    line.books = server
    line.send(ledger)
    assert command.terminals(NOW)[0].acked == len(ledger.rows)
    server.close()
    command.close()


def test_every_commit_is_synced(store):
    database = SqliteDatabase(_made(store) / FILE)
    assert database.ask("PRAGMA synchronous") == [(2,)]
    assert database.ask("PRAGMA journal_mode") == [("wal",)]
    database.close()


def test_an_error_inside_a_transaction_takes_all_of_it_back(store):
    database = SqliteDatabase(_made(store) / FILE)

    def stumble() -> None:
        with database.write() as books:
            books.run("INSERT INTO wrong_code(minute, tries) VALUES(1, 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    with database.write() as books:
        assert books.all("SELECT * FROM wrong_code") == []
    database.close()


def test_a_connection_in_use_is_closed_when_it_comes_back(store):
    database = SqliteDatabase(_made(store) / FILE)
    with database.read() as books:
        database.close()
        assert books.one("SELECT 1") == (1,)
    with pytest.raises(sqlite3.ProgrammingError), database.write():
        pass


def test_readers_do_not_wait_for_the_writer(store, ledger):
    books = open_books(store)
    assert isinstance(books, Books)
    line = Line(books)
    line.send(ledger)
    with books._database.write() as writing:
        writing.run("DELETE FROM event")
        assert len(list(books.export(TERMINAL))) == len(ledger.rows)
    books.close()


def test_a_file_of_another_program_is_left_alone(store):
    open_key(store)
    change(store / FILE, "CREATE TABLE recipe(name TEXT)")
    with pytest.raises(StoreProblem) as problem:
        open_books(store)
    assert "another program" in problem.value.message
    assert problem.value.code == 7


def test_a_file_of_a_newer_program_is_left_alone(store):
    open_books(store).close()
    change(store / FILE, "PRAGMA user_version = 99")
    with pytest.raises(NewerStore):
        open_books(store)


def test_a_file_of_an_older_program_gets_the_tables_it_lacks(store, ledger):
    books = open_books(store)
    line = Line(books)
    line.send(ledger)
    books.close()
    change(store / FILE, "DROP TABLE stray", "PRAGMA user_version = 1")
    line.books = open_books(store)
    assert list(line.books.export_strays(TERMINAL)) == []
    assert list(line.books.export(TERMINAL)) == ledger.exported()
    line.books.close()
    open_books(store).close()


def test_a_file_that_is_no_database_is_told(store):
    store.mkdir()
    (store / FILE).write_bytes(b"not a database" * 400)
    with pytest.raises(StoreProblem) as problem:
        open_books(store)
    assert "backup" in problem.value.remedy


def test_a_damaged_page_is_told(store, ledger):
    books = open_books(store)
    line = Line(books)
    line.send(ledger)
    books.close()
    content = bytearray((store / FILE).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (store / FILE).write_bytes(content)
    with pytest.raises(StoreProblem), open_again(store) as books:
        books.terminals(NOW)


class open_again:  # noqa: N801
    """Books that are closed however the block ends."""

    def __init__(self, store: Path) -> None:
        self.books = open_books(store)

    def __enter__(self):
        return self.books

    def __exit__(self, *_):
        self.books.close()


def test_a_full_disk_stores_nothing_and_says_so(store, ledger):
    with open_again(store) as books:
        line = Line(books)
        line.send(ledger, 1, 5)
        ((pages,),) = books._database.ask("PRAGMA page_count")
        books._database._writer.execute(f"PRAGMA max_page_count={pages}")
        ledger.append("note.written", {"text": "x" * 60_000})
        with pytest.raises(DiskFull) as problem:
            line.send(ledger, 6)
        assert "again by themselves" in problem.value.remedy
        books._database._writer.execute("PRAGMA max_page_count=1000000")
        assert list(books.export(TERMINAL)) == ledger.exported()[:5]
        assert line.send(ledger, 6).ack == len(ledger.rows)


def test_a_file_that_another_program_keeps_busy_is_told(store):
    with open_again(store) as books:
        books._database._writer.execute("PRAGMA busy_timeout=1")
        other = sqlite3.connect(store / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreProblem) as problem:
            books.invite(TERMINAL, NOW)
        other.execute("ROLLBACK")
        other.close()
        assert "busy" in problem.value.message
        books.invite(TERMINAL, NOW)


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_one_may_not_write_in_is_told(store):
    store.mkdir(mode=0o500)
    with pytest.raises(NotPermitted):
        open_books(store)


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotPermitted) as problem:
        open_books(tmp_path / "file" / "province")
    assert problem.value.code == 4


@pytest.mark.parametrize("name", ["SQLITE_READONLY_DIRECTORY", "SQLITE_CANTOPEN", "SQLITE_PERM"])
def test_what_may_not_be_opened_is_told(name):
    reason = sqlite3.OperationalError("it is not ours")
    reason.sqlite_errorname = name
    with pytest.raises(NotPermitted), plain_errors(Path(FILE)):
        raise reason


def test_any_other_trouble_of_the_disk_is_told():
    reason = sqlite3.OperationalError("disk I/O error")
    reason.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    with pytest.raises(StoreProblem, match="disk I/O error"), plain_errors(Path(FILE)):
        raise reason


def test_a_fault_of_our_own_is_not_dressed_up():
    with pytest.raises(sqlite3.IntegrityError), plain_errors(Path(FILE)):
        raise sqlite3.IntegrityError("UNIQUE constraint failed")


def test_the_key_is_made_once(store):
    assert public_hex(open_key(store)) == public_hex(open_key(store))


def test_many_programs_at_once_make_one_key(store):
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(public_hex(open_key(store)))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (8, 1)


def test_a_damaged_key_is_told_and_left_alone(store):
    store.mkdir()
    (store / PROVINCE_KEY).write_text("no key")
    with pytest.raises(DataProblem) as told:
        open_books(store)
    assert "backup" in told.value.remedy
    assert (store / PROVINCE_KEY).read_text() == "no key"


def test_books_whose_key_is_missing_get_no_other_by_themselves(store):
    with open_again(store):
        pass
    key = (store / PROVINCE_KEY).rename(store / "elsewhere")
    with pytest.raises(StoreProblem, match="key of these books is missing") as told:
        open_books(store)
    assert "backup" in told.value.remedy
    assert not (store / PROVINCE_KEY).exists()
    key.rename(store / PROVINCE_KEY)
    with open_again(store) as books:
        assert books.terminals(0) == []


def test_codes_survive_a_restart_and_not_another_key(store):
    with open_again(store) as books:
        line = Line(books)
        code = books.invite(TERMINAL, NOW).code
    with open_again(store) as books:
        line.books = books
        line.enrol(code)
        assert line.hello(Ledger()).verdict == "new"


def _made(store: Path) -> Path:
    open_books(store).close()
    return store
