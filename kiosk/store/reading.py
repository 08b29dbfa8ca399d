"""Reading the ledger beside a running kiosk, or after it: never writes, never blocks the writer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from kiosk.errors import StoreProblem
from kiosk.store import days
from kiosk.store.chain import Head, read_head
from kiosk.store.connection import FILE, check_version, open_read_only
from kiosk.store.day_close import DayClose, DaySpan, day_closes, day_spans
from kiosk.store.engine import refuse_unsafe_sqlite, sqlite3
from kiosk.store.explained import plain_errors
from kiosk.store.folder_lock import without_writer
from kiosk.store.ident import Ident, read_ident
from kiosk.store.papers.paper_reports import PaperReports
from kiosk.store.papers.trials import Trial, read_trial
from kiosk.store.pauses import Pauses, read_pauses
from kiosk.store.projections import read_projections
from kiosk.store.rows import LedgerEvent, event_at, events_after, select_events
from kiosk.store.verification import Projections, Verification, verify_events

_DAYS_SINCE, _PAUSES_SINCE = 3, 4
"""Schemas since which days are closed, and since which staff's pauses are kept."""

Given = tuple[str, str, int]
"""Date, queue and series of numbers that were given."""


class Reader(PaperReports):
    """A ledger that is open for reading. Use as a context manager."""

    def __init__(self, folder: Path, file: str = FILE) -> None:
        """Open a ledger of the folder; raises ``StoreProblem`` where there is none to read."""
        self._path = folder / file
        refuse_unsafe_sqlite(sqlite3.sqlite_version_info)
        if not self._path.is_file():
            raise _nothing(self._path, "there is no ledger here yet")
        self._copy: TemporaryDirectory[str] | None = None
        with plain_errors(self._path):
            self._connection = self._open()
            try:
                self.ident = self._identify()
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
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
        """Yield every event in its order, as of the moment of the first."""
        with plain_errors(self._path):
            yield from select_events(self._connection, self.ident)

    def tail(self, count: int) -> list[LedgerEvent]:
        """Return the last ``count`` events in their order."""
        with plain_errors(self._path):
            return list(select_events(self._connection, self.ident, last=count))

    def export(self, write: Callable[[str], object]) -> int:
        """Give ``write`` one line of canonical JSON an event; return how many there were."""
        count = 0
        for event in self.events():
            write(event.line + "\n")
            count += 1
        return count

    def events_after(self, seq: int, limit: int, size: int) -> list[LedgerEvent]:
        """Return at most ``limit`` events behind ``seq``, of at most ``size`` bytes but one."""
        with plain_errors(self._path):
            return events_after(self._connection, self.ident, seq, limit, size)

    def event_at(self, seq: int) -> LedgerEvent | None:
        """Return one event, or None where it was purged or never was."""
        with plain_errors(self._path):
            return event_at(self._connection, self.ident, seq)

    def head(self) -> Head:
        """Return where the chain stands; seq 0 and 64 zeros before the first event."""
        with plain_errors(self._path):
            return read_head(self._connection)

    def first_seq(self) -> int:
        """Return the first seq that was not purged; 0 before the first event."""
        with plain_errors(self._path):
            row = self._connection.execute("SELECT coalesce(min(seq), 0) FROM event").fetchone()
            return int(row[0])

    def day_closes(self, since_day: int = 0) -> list[DayClose]:
        """Return the closed days from day ``since_day`` on; raises as ``days`` does."""
        with self._look_at_projections() as connection:
            return day_closes(connection, since_day)

    def pauses(self) -> Pauses:
        """Return what staff have put out of service in the latest queue day."""
        with plain_errors(self._path), _one_moment(self._connection):
            if not self._is_of(_PAUSES_SINCE):
                return Pauses()
            day = days.current_day(self._connection)
            return read_pauses(self._connection, day.day_id if day else None)

    def last_trial(self) -> Trial | None:
        """Return the last trial page somebody looked at, or None."""
        with plain_errors(self._path):
            return read_trial(self._connection) if self._is_of(_PAUSES_SINCE) else None

    def days(self) -> list[DaySpan]:
        """Return every day and where its events stand, the open one last; purged ones too.

        Raises ``StoreProblem`` where an older program wrote the ledger and this one did not yet.
        """
        with self._look_at_projections() as connection, _one_moment(connection):
            return day_spans(connection)

    def verify(self) -> Verification:
        """Check every hash, the chain, and that no label was given twice in a day."""
        with plain_errors(self._path), _one_moment(self._connection):
            return verify_events(select_events(self._connection, self.ident), self._projections())

    def given(self) -> list[Given]:
        """Return from which series numbers were given, and on which queue days."""
        with plain_errors(self._path):
            return self._connection.execute(
                "SELECT date, queue, terminal FROM series JOIN queue_day USING (day_id)"
            ).fetchall()

    def close(self) -> None:
        """Close the ledger."""
        self._connection.close()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _look_at_papers(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._look_at_projections()

    @contextmanager
    def _look_at_projections(self) -> Generator[sqlite3.Connection]:
        with plain_errors(self._path):
            if not self._is_of(_DAYS_SINCE):
                raise StoreProblem(
                    f"{self._path} was written by an older program, which kept less beside events.",
                    "Start the kiosk once, which brings the ledger up to date.",
                )
            yield self._connection

    def _open(self) -> sqlite3.Connection:
        connection = open_read_only(self._path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            return self._open_copy()
        return connection

    def _open_copy(self) -> sqlite3.Connection:
        """Open a copy, for a user who may read the folder but not write there.

        Without its writer a WAL database wants to be written even for reading. Copied under the
        shared lock, file and WAL belong together, and the writer is kept out for milliseconds.
        """
        copy = TemporaryDirectory(prefix="ledger-")
        try:
            with without_writer(self._path.parent):
                _copy_ledger(self._path, Path(copy.name))
        except BaseException:
            copy.cleanup()
            raise
        self._copy = copy
        return open_read_only(Path(copy.name) / FILE)

    def _identify(self) -> Ident:
        ident = (
            read_ident(self._connection) if check_version(self._connection, self._path) else None
        )
        if ident is None:
            raise _nothing(self._path, "it is empty")
        return ident

    def _projections(self) -> Projections:
        (integrity,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        has_closes = self._is_of(_DAYS_SINCE)
        return read_projections(self._connection, integrity, has_closes=has_closes)

    def _is_of(self, version: int) -> bool:
        """Whether a program wrote the ledger that knew this schema."""
        return check_version(self._connection, self._path) >= version


def open_reader(folder: Path, file: str = FILE) -> Reader:
    """Open the ledger in ``folder`` for reading, beside its writer or without one.

    ``file`` names an older one (``kiosk.store.loss.epochs.ledgers_in``).
    """
    return Reader(folder, file)


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Generator[None]:
    """Show all tables as they were at one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _copy_ledger(path: Path, target: Path) -> None:
    for suffix in ("", "-wal"):
        if (found := path.with_name(path.name + suffix)).exists():
            shutil.copyfile(found, target / (FILE + suffix))


def _nothing(path: Path, what: str) -> StoreProblem:
    return StoreProblem(
        f"{path}: {what}.",
        "Name the kiosk's data folder with --data DIR, or issue a number first.",
    )
