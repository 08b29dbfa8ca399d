"""The one SQLite of the program: pysqlite3's, since Debian 12's own can corrupt a WAL database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import StoreProblem

if TYPE_CHECKING:
    import sqlite3
else:
    import pysqlite3 as sqlite3

__all__ = ["refuse_unsafe_sqlite", "sqlite3"]

_FIRST_SAFE = (3, 51, 3)
"""Release that fixed the WAL-reset race, which came in with WAL itself in 3.7.0."""


def refuse_unsafe_sqlite(version: tuple[int, ...]) -> None:
    """Raise ``StoreProblem`` for an SQLite whose WAL can be corrupted by two connections."""
    if version < _FIRST_SAFE:
        text = ".".join(map(str, version))
        raise StoreProblem(
            f"SQLite {text} can corrupt a WAL database; 3.51.3 or newer is needed.",
            "Install pysqlite3 0.6.1 or newer (./run does).",
        )
