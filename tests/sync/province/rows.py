"""A look into the tables behind the books' back, as an auditor with psql or sqlite3 would."""

from __future__ import annotations

from typing import Any

from sync.province.books import Books
from tests.sync.province.kiosks import Line


def rows_of(line: Line, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the books a line leads to."""
    books = line.books
    assert isinstance(books, Books)
    return books._database.ask(query)
