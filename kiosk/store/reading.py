"""Reading the ledger beside a running kiosk, or after it: never writes, never blocks the writer."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import pysqlite3 as sqlite3

from kiosk.errors import NewerStore, StoreProblem
from kiosk.store.chain import COLUMNS, Ident
from kiosk.store.connection import FILE, SCHEMA_VERSION, plain_errors
from kiosk.store.folder_lock import LOCK_FILE
from kiosk.store.hashing import canonical
from kiosk.store.verification import Verification, verify_events


@dataclass(frozen=True)
class LedgerEvent:
    """One event as it stands in the ledger, with whose it is."""

    ident: Ident
    row: dict[str, Any]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The hashed fields: the row without its hash, the body as an object, and whose it is.

        Raises ``ValueError`` where the body is no JSON, which only tampering can bring about.
        """
        whose = {"terminal": self.ident.terminal_id, "epoch": self.ident.epoch}
        plain = {name: value for name, value in self.row.items() if name != "hash"}
        return {**plain, **whose, "body": json.loads(self.row["body"])}

    @property
    def line(self) -> str:
        """The export line: canonical JSON of the fields plus the hash."""
        return canonical({**self.fields, "hash": self.row["hash"]})

    @property
    def words(self) -> str:
        """The event in one line for a person."""
        return f"{self.row['seq']:>6}  {self.row['kind']:<14} {self.row['body']}"


class Reader:
    """A ledger that is open for reading. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open the folder's ledger; raises ``StoreProblem`` where there is none to read."""
        self._path = folder / FILE
        if not self._path.is_file():
            raise StoreProblem(
                f"{self._path}: there is no ledger here yet.",
                "Name the kiosk's data folder with --data DIR, or issue a number first.",
            )
        self._handle: int | None = None
        with plain_errors(self._path):
            self._connection = self._open(folder)
            self.ident = self._identify()

    def __enter__(self) -> Reader:
        """Return the reader itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger."""
        self.close()

    def events(self) -> Iterator[LedgerEvent]:
        """Yield every event in its order."""
        yield from self._select("ORDER BY seq")

    def tail(self, count: int) -> list[LedgerEvent]:
        """Return the last ``count`` events in their order."""
        found = list(self._select("ORDER BY seq DESC LIMIT ?", count))
        return found[::-1]

    def verify(self) -> Verification:
        """Check every hash, the chain, and that no label was given twice in a day."""
        with plain_errors(self._path):
            (integrity,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
            series = self._connection.execute(
                "SELECT queue, terminal, day_id, next - 1 FROM series"
            ).fetchall()
            return verify_events(self.events(), series, integrity)

    def close(self) -> None:
        """Close the ledger."""
        self._connection.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self, folder: Path) -> Any:
        address = f"file:{quote(str(self._path.resolve()))}"
        connection = sqlite3.connect(f"{address}?mode=ro", uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            return self._open_unwritten(folder, address)
        return connection

    def _open_unwritten(self, folder: Path, address: str) -> Any:
        """Open a ledger without its writer from a folder that this user cannot write.

        The shared lock keeps a writer out meanwhile, so the file may be read as immutable; a WAL
        that was left behind would not be seen, so it is refused.
        """
        left = self._path.with_name(f"{FILE}-wal")
        if left.exists() and left.stat().st_size:
            raise StoreProblem(
                f"{left}: the kiosk stopped before it tidied up.",
                "Start the kiosk once, or read as its own user.",
            )
        self._handle = os.open(folder / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return sqlite3.connect(f"{address}?immutable=1", uri=True)

    def _identify(self) -> Ident:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            self._connection.close()
            raise NewerStore(
                f"{self._path} was written by a newer program.", "Use the newer program to read it."
            )
        row = self._connection.execute(
            "SELECT terminal_id, terminal, mall, epoch FROM ident"
        ).fetchone()
        if row is None:
            raise StoreProblem(f"{self._path}: it is empty.", "Issue a number first.")
        return Ident(*row)

    def _select(self, rest: str, *values: int) -> Iterator[LedgerEvent]:
        query = f"SELECT {','.join(COLUMNS)} FROM event {rest}"  # noqa: S608 - constants of ours
        with plain_errors(self._path):
            for row in self._connection.execute(query, values):
                yield LedgerEvent(self.ident, dict(zip(COLUMNS, row, strict=True)))


def open_reader(folder: Path) -> Reader:
    """Open the ledger in ``folder`` for reading, beside its writer or without one."""
    return Reader(folder)
