"""The books in both databases: a test that asks for ``books`` runs on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sync.province.books import open_books
from sync.province.ports import Province
from tests.sync.postgres import roomy_memory
from tests.sync.province.kiosks import Ledger, Line


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Where the books lie: None for a file in the store's folder."""
    return None if request.param == "sqlite" else request.getfixturevalue("swept_postgres_url")


@pytest.fixture
def books(url: str | None) -> Iterator[Province]:
    """Empty books."""
    with TemporaryDirectory(prefix="books-", dir=roomy_memory()) as folder:
        opened = open_books(Path(folder), url)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def line(books: Province) -> Line:
    """The line of an enrolled terminal."""
    return Line(books)


@pytest.fixture
def ledger() -> Ledger:
    """A ledger of two closed days and an open one, of nine, ten and ten events."""
    made = Ledger().days(2, 3)
    made.begin_day()
    for _ in range(3):
        made.visit()
    return made
