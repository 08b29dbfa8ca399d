"""The books in PostgreSQL, by psycopg 3 and a small pool of connections."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import psycopg
from psycopg import errors
from psycopg_pool import ConnectionPool

from sync.province.database.addresses import read_address
from sync.province.database.months import give_month_a_table, month_after, stray_months
from sync.province.database.ports import Row, Value
from sync.province.database.postgres_errors import plain_errors
from sync.province.database.postgres_tables import lay_tables

Connection = psycopg.Connection[Row]

MOST_CONNECTIONS = 8
"""More would only wait for two cores; PostgreSQL allows a hundred to everybody together."""

PATIENCE_S = 5
"""Seconds to wait for a connection, for the server to answer, or for another's lock."""

_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') = 'off'"
)
"""What was acknowledged must be on disk, whatever the cluster does for others."""


class PostgresTransaction:
    """A transaction on one connection; see ``ports.Transaction``."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection that is in a transaction already."""
        self._cursor = connection.cursor()

    def all(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of a query."""
        return self._cursor.execute(_spelt(sql), values).fetchall()

    def one(self, sql: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""
        return self._cursor.execute(_spelt(sql), values).fetchone()

    def locked(self, sql: str, *values: Value) -> Row | None:
        """Return the first row of a query and keep other writers from it until the end."""
        return self.one(sql + " FOR UPDATE", *values)

    def run(self, sql: str, *values: Value) -> int:
        """Run a statement; return how many rows it touched."""
        return self._cursor.execute(_spelt(sql), values).rowcount

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Insert rows by COPY; raises ``IntegrityError`` for one that is there already."""
        with self._cursor.copy(_spelt(f"COPY {table}({','.join(columns)}) FROM STDIN")) as copy:
            for row in rows:
                copy.write_row(row)


class PostgresDatabase:
    """``ports.Database`` behind a URL."""

    def __init__(self, url: str, month: int, fingerprint: str) -> None:
        """Reach the server, lay the tables where there are none, make room for ``month``.

        ``fingerprint`` is that of the province's key.
        """
        self._address = read_address(url)
        self._months: set[int] = set()
        self._months_lock = threading.Lock()
        settings: dict[str, Any] = {"autocommit": True, "connect_timeout": PATIENCE_S}
        with plain_errors(self._address):
            # First without the pool, whose own attempts would hide what is wrong.
            with psycopg.connect(self._address.conninfo, **settings) as connection:
                _configure(connection)
                lay_tables(connection, self._address.place, fingerprint)
            self._pool = ConnectionPool[Connection](
                self._address.conninfo,
                kwargs=settings,
                min_size=1,
                max_size=MOST_CONNECTIONS,
                timeout=PATIENCE_S,
                configure=_configure,
                check=ConnectionPool.check_connection,
                name="province",
                open=True,
            )
        try:
            self.make_room(month)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def write(self) -> Generator[PostgresTransaction]:
        """Open a transaction that is stored for good when the block ends without an error."""
        with (
            plain_errors(self._address),
            self._pool.connection() as connection,
            connection.transaction(),
        ):
            yield PostgresTransaction(connection)

    @contextmanager
    def read(self) -> Generator[PostgresTransaction]:
        """Open a transaction that sees one moment and changes nothing."""
        with self.write() as transaction:
            transaction.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield transaction

    def ask(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of one query."""
        with plain_errors(self._address), self._pool.connection() as connection:
            return connection.execute(_spelt(sql), values).fetchall()

    def make_room(self, month: int) -> None:
        """Give the month and the next a table of their own, where they have none.

        Where somebody else works on the table meanwhile (VACUUM does) or the right was taken from
        us, ``event_default`` takes the rows until the next start: no event waits for tidiness.
        """
        if month in self._months:
            return
        with self._months_lock, plain_errors(self._address), self._pool.connection() as connection:
            with suppress(errors.LockNotAvailable, errors.InsufficientPrivilege):
                for wanted in (*stray_months(connection), month, month_after(month)):
                    give_month_a_table(connection, wanted)
            self._months.add(month)

    def name(self) -> str:
        """Return "PostgreSQL 15.14", having asked the server."""
        ((version,),) = self.ask("SELECT current_setting('server_version')")
        return f"PostgreSQL {str(version).split(' ', maxsplit=1)[0]}"

    def close(self) -> None:
        """Close every connection; those in use close when they are given back."""
        self._pool.close()


def _configure(connection: Connection) -> None:
    for setting in (
        f"SET lock_timeout = '{PATIENCE_S}s'",
        "SET statement_timeout = '60s'",
        "SET idle_in_transaction_session_timeout = '60s'",
        "SET client_encoding = 'UTF8'",
        _DURABLE,
    ):
        connection.execute(setting.encode())


@cache
def _spelt(sql: str) -> bytes:
    """Return a statement with psycopg's marks; none of ours has a ``?`` or ``%`` of its own."""
    return sql.replace("?", "%s").encode()
