"""One connection to ``ledger.db``, as durable as SQLite can be, every pragma read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3

from kiosk.errors import DiskFull, NewerStore, NotPermitted, StoreProblem

FILE = "ledger.db"
SCHEMA_VERSION = 1
APPLICATION_ID = 0x414E4A47  # "ANJG"
CHECKPOINT_PAGES = 4000
"""WAL pages (16 MB) after which SQLite tidies up by itself, should the kiosk never be idle."""

_FIRST_SAFE = (3, 51, 3)
_PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "busy_timeout": ("5000", 5000),
    "wal_autocheckpoint": (str(CHECKPOINT_PAGES), CHECKPOINT_PAGES),
}


def open_ledger(folder: Path) -> Any:
    """Open the folder's ledger for writing, in autocommit mode, and bring it up to date.

    One connection may be used from several threads, one at a time. Raises ``NewerStore`` for a
    store of a newer program (nothing is touched) and ``StoreProblem`` for anything else.
    """
    refuse_unsafe_sqlite(sqlite3.sqlite_version_info)
    path = folder / FILE
    with plain_errors(path):
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def refuse_unsafe_sqlite(version: tuple[int, ...]) -> None:
    """Raise ``StoreProblem`` for an SQLite whose WAL can be corrupted by two connections."""
    if version < _FIRST_SAFE:
        text = ".".join(map(str, version))
        raise StoreProblem(
            f"SQLite {text} can corrupt a WAL database; 3.51.3 or newer is needed.",
            "Install pysqlite3 0.6.1 or newer (./run does).",
        )


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, with a message and a remedy."""
    try:
        yield
    except sqlite3.Error as reason:
        raise _explained(path, reason) from reason


def _prepare(connection: Any, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path} was written by a newer program (schema {version}, this one knows "
            f"{SCHEMA_VERSION}).",
            "Install the newer program again; nothing was changed.",
        )
    for name, (value, read_back) in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != read_back:
            raise StoreProblem(
                f"{path}: SQLite refused {name}={value} and says {found!r}.",
                "Put the data folder on a local disk; network filesystems cannot hold it.",
            )
    if version < SCHEMA_VERSION:
        _upgrade(connection)


def _upgrade(connection: Any) -> None:
    from kiosk.store.migrations import migrate

    migrate(connection)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _explained(path: Path, reason: Any) -> StoreProblem | NotPermitted:
    text = str(reason)
    code = getattr(reason, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL") or "disk is full" in text:
        return DiskFull(
            f"{path}: the disk is full, so nothing was issued.",
            "Make room on the data disk; the kiosk goes on by itself.",
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotPermitted(
            f"{path}: it cannot be opened for writing ({text}).",
            "Give the kiosk's user the right to write in its data folder.",
        )
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return StoreProblem(
            f"{path}: it is damaged or no ledger ({text}).",
            "Keep the file, start with another data folder, and have the ledger salvaged.",
        )
    return StoreProblem(
        f"{path}: the ledger cannot be written ({text}).",
        "Look at the disk, then start the kiosk again; no number was shown.",
    )
