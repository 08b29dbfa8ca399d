"""What is looked at before a ledger is written to: enough to trust its end, whatever its size."""

from __future__ import annotations

from pathlib import Path

from kiosk.store.engine import sqlite3
from kiosk.store.explained import damaged
from kiosk.store.ident import Ident
from kiosk.store.rows import select_events
from kiosk.store.verification import check_chain

LINKS_AT_START = 1000
"""Events at the ledger's end whose hashes are checked at every start."""

SMALL_FILE = 32 * 1024 * 1024
"""Bytes up to which a start reads the whole file, in about 0.1 s."""

GROWING = ("event", "print_job")
"""Tables that grow with every visit; a start reads of a big file only their ends."""


_TABLES = {
    *("ident", "event", "retention", "queue_day", "doubted_date", "series", "issued", "print_job"),
    *("upkeep", "visit_request", "roll", "day_close"),
}


def check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Look whether all tables are there; raises ``Damaged`` where one is not."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if missing := sorted(_TABLES - found):
        raise damaged(path, f"it has no table {', '.join(missing)}")


def check_at_start(connection: sqlite3.Connection, ident: Ident, path: Path) -> None:
    """Look for damage before anything is written; raises ``StoreProblem`` where there is any.

    A big file is read whole by ``kiosk.store.checkup``, while nobody waits.
    """
    for verdict in quick_checks(connection):
        if verdict != "ok":
            raise damaged(path, verdict)
    problems = list(check_chain(select_events(connection, ident, last=LINKS_AT_START)))
    if problems:
        raise damaged(path, "; ".join(problems))


def is_big(connection: sqlite3.Connection) -> bool:
    """Whether the ledger, with what is still in its WAL, is too big to be read at every start."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return pages * size > SMALL_FILE


def quick_checks(connection: sqlite3.Connection) -> list[str]:
    """Return SQLite's verdicts, "ok" where all is well: on the whole of a small file.

    Of a big one on each table that stays small, after a look at the end of the other two.
    """
    if not is_big(connection):
        return _verdicts(connection, "PRAGMA quick_check(1)")
    connection.execute(
        "SELECT max(copy) FROM (SELECT * FROM print_job ORDER BY job DESC LIMIT ?)",
        (LINKS_AT_START,),
    ).fetchone()
    return [verdict for table in _small_tables(connection) for verdict in _of(connection, table)]


def _small_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if name not in GROWING]


def _of(connection: sqlite3.Connection, table: str) -> list[str]:
    return _verdicts(connection, f"PRAGMA quick_check('{table}')")


def _verdicts(connection: sqlite3.Connection, statement: str) -> list[str]:
    return [verdict for (verdict,) in connection.execute(statement)]
