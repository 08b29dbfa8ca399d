"""Opening a ledger for writing: whose is it, is it whole, does its end hold."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.store.connection import open_ledger
from kiosk.store.engine import sqlite3
from kiosk.store.explained import damaged, plain_errors
from kiosk.store.ident import Ident, fix_ident, read_ident, refuse_other
from kiosk.store.soundness import check_at_start, check_tables


def open_checked(
    path: Path, mall: str, terminal: int | None, now: datetime, *, must_exist: bool = False
) -> tuple[sqlite3.Connection, Ident]:
    """Open (or begin, unless it ``must_exist``) the ledger and return it with whose it is.

    Raises ``WrongTerminal`` for another terminal's, ``Damaged`` for a damaged one.
    """
    connection = open_ledger(path)
    try:
        with plain_errors(path):
            check_tables(connection, path)
            ident = read_ident(connection)
            if ident is None:
                _refuse_nobodys(path, must_exist=must_exist)
                ident = fix_ident(connection, mall, terminal, now)
            refuse_other(ident, path.parent, mall, terminal)
            check_at_start(connection, ident, path)
            # What a killed kiosk left in the WAL goes into the database while nobody waits.
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection, ident


def _refuse_nobodys(path: Path, *, must_exist: bool) -> None:
    if must_exist:
        raise damaged(path, "it does not say whose it is")
