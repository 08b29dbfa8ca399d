"""What the books ask of a database. The SQL is common to both, with ``?`` for each value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Value = str | int | bytes | None
Row = tuple[Any, ...]


class Transaction(Protocol):
    """Statements that happen together or not at all; no value ever stands in the SQL's text."""

    def all(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of a query."""
        ...

    def one(self, sql: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""
        ...

    def locked(self, sql: str, *values: Value) -> Row | None:
        """Return the first row of a query and keep other writers from it until the end."""
        ...

    def run(self, sql: str, *values: Value) -> int:
        """Run a statement; return how many rows it touched."""
        ...

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Insert rows by the fastest way there is; a row that is there already is an error."""
        ...


class Database(Protocol):
    """One database, used from any thread.

    What the world did to it is raised as ``StoreProblem``, ``DiskFull`` or ``NotPermitted``, and
    the transaction is then as if it never was; an error of ours comes through as it is.
    """

    def write(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that is stored for good when the block ends without an error."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that sees one moment and changes nothing."""
        ...

    def ask(self, sql: str, *values: Value) -> list[Row]:
        """Return every row of one query."""
        ...

    def make_room(self, month: int) -> None:
        """Get ready for events received in a month (202611) and the one after it."""
        ...

    def name(self) -> str:
        """Return name and version, having asked the database itself."""
        ...

    def close(self) -> None:
        """Let the database go; what comes after it fails."""
        ...
