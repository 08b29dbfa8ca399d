"""The database of a run's province, and the backups that may be put in its place."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Protocol

from tests.sync.faults.kills import Snapshot


class Backup(Protocol):
    """A copy of a database."""

    def put_back(self) -> None:
        """Make the database what it was; nobody may have it open."""
        ...


class Database(Protocol):
    """Where books lie: ``folder`` has the province's key, ``url`` names PostgreSQL (or None)."""

    folder: Path
    url: str | None

    def back_up(self) -> Backup:
        """Copy it while nobody has it open."""
        ...

    def snapshot(self) -> list[Snapshot]:
        """Return what has to be put back after a kill at this very moment."""
        ...

    def close(self) -> None:
        """Drop what was made."""
        ...


class SqliteDatabase:
    """``province.db`` in a folder; after a kill its files are put back as they lay."""

    url = None

    def __init__(self, folder: Path) -> None:
        """Keep the books in ``folder``/store and copies beside it."""
        self.folder = folder / "store"
        self.folder.mkdir(parents=True)
        self._aside = folder / "aside"
        self._numbers = itertools.count(1)

    def back_up(self) -> Backup:
        """Copy the files while nobody has them open."""
        return self._copy()

    def snapshot(self) -> list[Snapshot]:
        """Copy the files as they lie."""
        return [self._copy()]

    def close(self) -> None:
        """Leave everything to whoever made the folder."""

    def _copy(self) -> Snapshot:
        return Snapshot(self.folder, self._aside / str(next(self._numbers)), _is_book)


def _is_book(name: str) -> bool:
    return name.startswith("province.db")
