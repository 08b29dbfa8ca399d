"""One connection to ``ledger.db``, as durable as SQLite can be, every pragma read back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kiosk.errors import NewerStore, StoreProblem
from kiosk.store.engine import Connection, refuse_unsafe_sqlite, sqlite3
from kiosk.store.explained import damaged, plain_errors

FILE = "ledger.db"
SCHEMA_VERSION = 4
APPLICATION_ID = 0x4D50504B
"""The letters MPPK in the file's header, by which the ledger is told from other databases."""

CHECKPOINT_PAGES = 8000
"""WAL pages (32 MB) after which SQLite tidies up by itself, should the kiosk never be idle."""

_PRAGMAS: dict[str, tuple[str, str | int]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    # What was asked on an earlier day is overwritten, not only taken out of the index.
    "secure_delete": ("ON", 1),
    "busy_timeout": ("5000", 5000),
    "wal_autocheckpoint": (str(CHECKPOINT_PAGES), CHECKPOINT_PAGES),
}


def open_ledger(path: Path) -> sqlite3.Connection:
    """Open the ledger for writing, in autocommit mode, and bring its schema up to date.

    One connection may be used from several threads, one at a time. Raises ``NewerStore`` for a
    store of a newer program (nothing is touched) and ``StoreProblem`` for anything else.
    """
    refuse_unsafe_sqlite(sqlite3.sqlite_version_info)
    with plain_errors(path):
        version = _known_version(path)
        connection = connect(path)
        try:
            set_pragmas(connection, path)
            if version < SCHEMA_VERSION:
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the ledger for reading only; never checkpoints, so the file itself stays as it is."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    return connect(address)


def connect(address: Path | str) -> sqlite3.Connection:
    """Return a connection to a file or a ``file:`` URI, in autocommit mode, for any thread."""
    return sqlite3.connect(
        address,
        uri=isinstance(address, str),
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )


def set_pragmas(connection: sqlite3.Connection, path: Path) -> None:
    """Make a database as durable as can be; raises ``StoreProblem`` where SQLite will not."""
    for name, (value, read_back) in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != read_back:
            raise StoreProblem(
                f"{path}: SQLite refused {name}={value} and says {found!r}.",
                "Put the data folder on a local disk; network filesystems cannot hold it.",
            )


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version, 0 where the file is empty.

    Raises ``NewerStore`` for a newer program's and ``StoreProblem`` for somebody else's database.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or version or application):
        raise damaged(path, "it belongs to another program")
    if version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path} was written by a newer program (schema {version}, this one knows "
            f"{SCHEMA_VERSION}).",
            "Install the newer program again; nothing was changed.",
        )
    return int(version)


def _known_version(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(open_read_only(path)) as connection:
        try:
            return check_version(connection, path)
        except sqlite3.OperationalError:
            # A first start was cut off before there was a WAL, and left a journal to roll back.
            if not path.with_name(f"{path.name}-journal").exists():
                raise
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return check_version(connection, path)


def _migrate(connection: sqlite3.Connection) -> None:
    from kiosk.store.migrations import migrate  # 80 ms of imports that only a new schema needs

    migrate(connection, APPLICATION_ID)
