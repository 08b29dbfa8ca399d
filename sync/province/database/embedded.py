"""The books in an SQLite file: one connection writes, others read beside it."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.store.engine import refuse_unsafe_sqlite, sqlite3
from sync.province.database.embedded_errors import plain_errors
from sync.province.database.embedded_file import connect, lay_tables
from sync.province.database.ports import Row, Value


class SqliteTransaction:
    """A transaction on one connection; see ``ports.Transaction``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on a connection that is in a transaction already."""
        self._connection = connection

    def all(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of a query."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""
        return self._connection.execute(sql, values).fetchone()

    locked = one  # BEGIN IMMEDIATE has locked the whole file already.

    def run(self, sql: str, *values: Value) -> int:
        """Run a statement; return how many rows it touched."""
        return self._connection.execute(sql, values).rowcount

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Insert rows; raises ``IntegrityError`` for one that is there already."""
        marks = ",".join("?" * len(columns))
        sql = f"INSERT INTO {table}({','.join(columns)}) VALUES({marks})"
        self._connection.executemany(sql, rows)


class SqliteDatabase:
    """``ports.Database`` in one file, WAL and ``synchronous=FULL``."""

    def __init__(self, path: Path) -> None:
        """Open the file and lay the tables where there are none."""
        refuse_unsafe_sqlite(sqlite3.sqlite_version_info)
        self._path = path
        self._turn = threading.Lock()  # One writer at a time; SQLite would make the others poll.
        self._idle_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with plain_errors(path):
            self._writer = connect(path)
            try:
                lay_tables(self._writer, path)
            except BaseException:
                self._writer.close()
                raise

    @contextmanager
    def write(self) -> Generator[SqliteTransaction]:
        """Open a transaction that is stored for good when the block ends without an error."""
        with self._turn, plain_errors(self._path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTransaction(self._writer)
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # SQLite itself rolls back after a full disk.
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Generator[SqliteTransaction]:
        """Open a transaction that sees one moment and changes nothing."""
        with plain_errors(self._path):
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield SqliteTransaction(connection)
            finally:
                connection.rollback()
                self._give_back(connection)

    def ask(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of one query."""
        with plain_errors(self._path):
            connection = self._borrow()
            try:
                return connection.execute(sql, values).fetchall()
            finally:
                self._give_back(connection)

    def make_room(self, month: int) -> None:
        """Do nothing: an SQLite table has no partitions."""

    def name(self) -> str:
        """Return "SQLite 3.53.4", having read the file."""
        ((version, _tables),) = self.ask("SELECT sqlite_version(), count(*) FROM sqlite_schema")
        return f"SQLite {version}"

    def close(self) -> None:
        """Close every connection; those in use close when they are given back."""
        with self._turn:
            self._writer.close()
        with self._idle_lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._idle_lock:
            if self._idle:
                return self._idle.pop()
        return connect(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._idle_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
