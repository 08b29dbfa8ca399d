"""A province put back to an older backup: terminals bring again what it has forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from sync.province.books import open_books
from sync.province.ports import Province, Refusal, Standing
from sync.wire import problems
from tests.sync.postgres import Cluster
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, refused


class Backups:
    """Books that can be put back to where they were."""

    def __init__(self, store: Path, url: str | None, cluster: Cluster | None) -> None:
        self.store, self.url, self.cluster = store, url, cluster
        self.books: Province = open_books(store, url)

    def keep(self) -> Callable[[], Province]:
        """Make a backup; what is returned restores it and opens the books again."""
        if self.cluster is None:
            return self._keep_file()
        backup = self.cluster.folder / "backup.sql"
        with psycopg.connect(self.url) as connection:
            schema = connection.execute("SELECT current_schema()").fetchall()[0][0]
        self.cluster.run("pg_dump", "-d", self.cluster.url(), "-n", schema, "-f", backup)

        def restore() -> Province:
            self.books.close()
            with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
                connection.execute(f"DROP SCHEMA {schema} CASCADE")
            self.cluster.run("psql", "-q", "-d", self.cluster.url(), "-f", backup)
            self.books = open_books(self.store, self.url)
            return self.books

        return restore

    def _keep_file(self) -> Callable[[], Province]:
        self.books.close()
        shutil.copytree(self.store, self.store.with_name("backup"))
        self.books = open_books(self.store)

        def restore() -> Province:
            self.books.close()
            shutil.rmtree(self.store)
            shutil.copytree(self.store.with_name("backup"), self.store)
            self.books = open_books(self.store)
            return self.books

        return restore


@pytest.fixture(params=["sqlite", "postgresql"])
def backups(request, tmp_path):
    store, url, cluster = tmp_path / "province", None, None
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgres")
        url = request.getfixturevalue("postgres_url")
    made = Backups(store, url, cluster)
    yield made
    made.books.close()


def follow(line: Line, ledger: Ledger, expected: int) -> None:
    """Send as an agent does, from where the answers say."""
    while expected <= len(ledger.rows):
        try:
            answer: Standing | Refusal = line.send(ledger, expected, expected + 6)
        except Refusal as refusal:
            answer = refusal
        expected = answer.ack + 1 if isinstance(answer, Standing) else answer.expected


def test_what_came_after_the_backup_comes_again_and_its_days_are_proven_again(backups, ledger):
    line = Line(backups.books)
    line.send(ledger, 1, 14)
    restore = backups.keep()
    line.books = backups.books
    line.send(ledger, 15)
    line.books = restore()
    assert line.hello(ledger, proven_day=2, acked=len(ledger.rows)).verdict == "known"
    follow(line, ledger, len(ledger.rows))
    assert list(line.books.export(TERMINAL)) == ledger.exported()
    assert [day.state for day in line.books.terminals(NOW)[0].days] == ["proven"] * 2 + ["open"]


def test_a_terminal_that_was_enrolled_after_the_backup_is_unknown(backups, ledger):
    restore = backups.keep()
    line = Line(backups.books)
    line.send(ledger)
    line.books = restore()
    assert line.registered() is None
    assert refused(line.send, ledger).code == problems.UNKNOWN_TERMINAL
    line.enrol(line.books.invite(TERMINAL, NOW).code)
    follow(line, ledger, 1)
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_a_key_that_was_withdrawn_after_the_backup_must_be_withdrawn_again(backups):
    line = Line(backups.books)
    restore = backups.keep()
    backups.books.revoke(TERMINAL, NOW)
    line.books = restore()
    assert line.registered().revoked is False


def test_the_provinces_key_is_part_of_the_backup(backups):
    """Codes and replies hang on it: the folder is to be kept with the database."""
    code = backups.books.invite(TERMINAL, NOW).code
    restore = backups.keep()
    restore()
    line = Line.__new__(Line)
    line.__dict__.update(books=backups.books, terminal=TERMINAL, now=NOW, public="cd" * 32)
    line.enrol(code)
    assert line.registered().revoked is False
