"""The schema: append-only by its triggers, whole or not there at all."""

from __future__ import annotations

import pysqlite3 as sqlite3
import pytest

from kiosk.store.migrations import migrate, migrations
from tests.store.ledgers import opened, take


@pytest.fixture
def ledger(tmp_path):
    store = opened(tmp_path)
    for _ in range(3):
        take(store)
    store.close()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    yield connection
    connection.close()


def names_of(connection, kind) -> set[str]:
    return {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = ?", (kind,))
    }


def test_the_triggers_that_guard_the_ledger_are_there_after_every_migration(ledger):
    assert names_of(ledger, "trigger") == {"event_no_update", "event_no_delete", "event_no_replace"}


def test_every_table_of_ours_is_strict(ledger):
    strict = {row[1]: row[5] for row in ledger.execute("PRAGMA table_list")}
    ours = {name for name in names_of(ledger, "table") if not name.startswith(("sqlite_", "_"))}
    assert len(ours) == 15
    assert {name for name in ours if not strict[name]} == set()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE event SET wall_ms = 0 WHERE seq = 2", "append-only"),
        ("DELETE FROM event WHERE seq = 2", "not proven yet"),
        ("DELETE FROM event", "not proven yet"),
        ("INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2", "append-only"),
        ("UPDATE OR REPLACE event SET seq = 3 WHERE seq = 2", "append-only"),
    ],
)
def test_an_event_can_be_neither_changed_nor_removed_nor_replaced(ledger, statement, words):
    before = ledger.execute("SELECT * FROM event").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=words):
        ledger.execute(statement)
    assert ledger.execute("SELECT * FROM event").fetchall() == before


def test_only_what_is_proven_may_be_purged_and_never_the_last_event(ledger):
    (last,) = ledger.execute("SELECT max(seq) FROM event").fetchone()
    ledger.execute("INSERT INTO retention(one, purge_ok) VALUES(1, ?)", (last,))
    ledger.execute("DELETE FROM event WHERE seq < ?", (last,))
    with pytest.raises(sqlite3.IntegrityError, match="not proven yet"):
        ledger.execute("DELETE FROM event WHERE seq = ?", (last,))
    assert ledger.execute("SELECT seq FROM event").fetchall() == [(last,)]


def test_a_purged_ledger_goes_on_where_it_was(ledger, tmp_path):
    ledger.execute("INSERT INTO retention(one, purge_ok) VALUES(1, 5)")
    ledger.execute("DELETE FROM event WHERE seq <= 5")
    store = opened(tmp_path)
    assert take(store) == "A004"
    store.close()


def test_migrating_again_changes_nothing(ledger):
    before = ledger.execute("SELECT sql FROM sqlite_schema").fetchall()
    migrate(ledger, 1)
    assert ledger.execute("SELECT sql FROM sqlite_schema").fetchall() == before


def test_a_migration_that_fails_leaves_nothing_behind_and_the_next_start_does_it(
    tmp_path, monkeypatch
):
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    broken = ("CREATE TABLE ident(x)", "CREATE TABLE nonsense(")
    monkeypatch.setattr("kiosk.store.migrations._LEDGER", broken)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, 0x4D50504B)
    assert "ident" not in names_of(connection, "table")
    connection.close()
    monkeypatch.undo()
    store = opened(tmp_path)
    assert take(store) == "A001"
    store.close()


def test_each_migration_is_one_named_function():
    assert [migration.name for migration in migrations._migrations] == [
        "m001_ledger",
        "m002_printing",
        "m003_day_close",
        "m004_pauses",
    ]
