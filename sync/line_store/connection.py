"""One connection to ``line.db``. What cannot be read is set aside and begun anew.

Nothing in it is lost for good: the enrolment lies in a file of its own, and the next hello tells
how far the province is. So a damaged ``line.db`` must never keep the ledger from the province.
"""

from __future__ import annotations

import itertools
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import DiskFull, KioskError, NewerStore, NotPermitted, StoreProblem
from kiosk.store.connection import connect, set_pragmas
from kiosk.store.engine import found_damage, refuse_unsafe_sqlite, sqlite3
from sync.line_store.schema import APPLICATION_ID, SCHEMA_VERSION, lacking

FILE = "line.db"
_CHECKPOINT_PAGES = 256
"""WAL pages (1 MB) after which SQLite tidies up: a batch writes three."""

_LEFTOVERS = ("", "-wal", "-shm")


class Damaged(Exception):
    """The file is no ``line.db``, or not a whole one."""


def open_line(path: Path) -> sqlite3.Connection:
    """Open ``line.db`` for writing; a damaged one is set aside first, never deleted.

    Raises ``NewerStore`` for a newer program's, and ``KioskError`` as ``plain_errors``.
    """
    refuse_unsafe_sqlite(sqlite3.sqlite_version_info)
    try:
        return _opened(path)
    except Damaged:
        set_aside(path)
        return _opened(path)


def set_aside(path: Path) -> Path:
    """Give a damaged file and what belongs to it another name; return the name."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    for end in _LEFTOVERS:
        if (found := path.with_name(path.name + end)).exists():
            found.rename(aside.with_name(aside.name + end))
    return aside


@contextmanager
def plain_errors(path: Path) -> Generator[None]:
    """Turn SQLite's errors into ours; a damaged file raises ``Damaged``."""
    try:
        yield
    except sqlite3.Error as reason:
        raise _explained(path, reason) from reason


def check(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version, 0 where the file is empty.

    Raises ``Damaged`` for somebody else's file, ``NewerStore`` for a newer program's.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or version or application):
        raise Damaged("it belongs to another program")
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path} was written by a newer program (schema {version}, this one knows "
            f"{SCHEMA_VERSION}).",
            "Install the newer program again; nothing was changed.",
        )
    return int(version)


def _opened(path: Path) -> sqlite3.Connection:
    with plain_errors(path):
        connection = connect(path)
        try:
            version = check(connection, path)
            set_pragmas(connection, path)
            connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
            _refuse_holes(connection)
            if version < SCHEMA_VERSION:
                _lay_tables(connection, version)
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_holes(connection: sqlite3.Connection) -> None:
    (integrity,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if integrity != "ok":
        raise Damaged(integrity)


def _lay_tables(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in lacking(version):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _explained(path: Path, reason: sqlite3.Error) -> KioskError | Damaged:
    name = getattr(reason, "sqlite_errorname", "") or ""
    if found_damage(reason):
        return Damaged(str(reason))
    if name.startswith("SQLITE_FULL"):
        return DiskFull(
            f"{path}: the disk is full, so nothing is sent.",
            "Make room on the data disk; the line goes on by itself.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotPermitted(
            f"{path}: it cannot be opened ({reason}).",
            "Give the agent's user the right to read and write in the data folder.",
        )
    return StoreProblem(
        f"{path}: it cannot be used ({reason}).",
        "Look at the disk; the ledger itself is another file.",
    )
