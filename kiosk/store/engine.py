"""The one SQLite of the program: pysqlite3's, since Debian 12's own can corrupt a WAL database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.errors import StoreProblem

if TYPE_CHECKING:
    import sqlite3
else:
    import pysqlite3 as sqlite3

__all__ = ["Connection", "found_damage", "refuse_unsafe_sqlite", "sqlite3"]

_FIRST_SAFE = (3, 51, 3)
"""Release that fixed the WAL-reset race, which came in with WAL itself in 3.7.0."""

_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_NO_TEXT = "Could not decode to UTF-8"
"""How the driver tells of bytes that were never written as text; SQLite has no code for it."""


class Connection(sqlite3.Connection):
    """A connection whose errors are all ``sqlite3.Error``; to be given as ``factory``."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement.

        Where a damaged name stands in SQLite's message, the driver raises ``UnicodeDecodeError``.
        """
        try:
            return super().execute(sql, parameters)
        except UnicodeDecodeError as reason:
            raise sqlite3.DatabaseError(f"{_NO_TEXT} a name of the schema") from reason


def found_damage(reason: BaseException) -> bool:
    """Whether SQLite or its driver found the database damaged, or to be none."""
    if not isinstance(reason, sqlite3.Error):
        return False
    name = getattr(reason, "sqlite_errorname", "") or ""
    return name.startswith(_DAMAGE) or str(reason).startswith(_NO_TEXT)


def refuse_unsafe_sqlite(version: tuple[int, ...]) -> None:
    """Raise ``StoreProblem`` for an SQLite whose WAL can be corrupted by two connections."""
    if version < _FIRST_SAFE:
        text = ".".join(map(str, version))
        raise StoreProblem(
            f"SQLite {text} can corrupt a WAL database; 3.51.3 or newer is needed.",
            "Install pysqlite3 0.6.1 or newer (./run does).",
        )
