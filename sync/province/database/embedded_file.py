"""``province.db`` itself: opened as durable as SQLite can be, every pragma read back."""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import NewerStore, StoreProblem
from kiosk.store.connection import connect as connect_to
from kiosk.store.engine import sqlite3
from sync.province.database.schema import VERSION, sqlite_tables

APPLICATION_ID = 0x4D505042
"""The letters MPPB in the file's header: the books, not a kiosk's ledger."""

CACHE_KIB = 32 * 1024
"""Memory of one connection's page cache; the index pages of many terminals fit in it."""

_PRAGMAS: dict[str, tuple[str, str | int]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "busy_timeout": ("10000", 10000),
    "wal_autocheckpoint": ("4000", 4000),
    "cache_size": (f"-{CACHE_KIB}", -CACHE_KIB),
}


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection in autocommit mode that several threads may use, one at a time."""
    connection = connect_to(path)
    try:
        for name, (value, read_back) in _PRAGMAS.items():
            _set(connection, path, name, value, read_back)
    except BaseException:
        connection.close()
        raise
    return connection


def lay_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in an empty file, and those that an older program's books lack.

    Raises ``NewerStore`` for a newer program's file, ``StoreProblem`` for another program's.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)
        if version < VERSION:
            for table in sqlite_tables(version):
                connection.execute(table)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={VERSION}")
    finally:
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or version or application):
        raise StoreProblem(
            f"{path}: it belongs to another program.",
            "Give the province a folder of its own; nothing was changed.",
        )
    if version > VERSION:
        raise NewerStore(
            f"{path} was written by a newer program (schema {version}, this one knows {VERSION}).",
            "Install the newer program again; nothing was changed.",
        )
    return int(version)


def _set(
    connection: sqlite3.Connection, path: Path, name: str, value: str, read_back: str | int
) -> None:
    connection.execute(f"PRAGMA {name}={value}")
    (found,) = connection.execute(f"PRAGMA {name}").fetchone()
    if found != read_back:
        raise StoreProblem(
            f"{path}: SQLite refused {name}={value} and says {found!r}.",
            "Put the province's folder on a local disk; network filesystems cannot hold it.",
        )
