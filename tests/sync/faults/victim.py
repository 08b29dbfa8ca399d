"""A small program to be killed: writes two notes in one transaction, and a farewell at its end."""

from __future__ import annotations

from pathlib import Path

import pysqlite3 as sqlite3


def make(path: Path) -> None:
    """Begin an empty database, and forget earlier farewells."""
    for old in path.parent.iterdir():
        old.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("CREATE TABLE note(n INTEGER)")
    connection.commit()
    connection.close()


def write_two(path: Path) -> None:
    """Write two notes or none."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note VALUES(1)")
        connection.execute("INSERT INTO note VALUES(2)")
        connection.execute("COMMIT")
    finally:
        connection.close()
        (path.parent / "farewell").write_text("gone", encoding="ascii")
