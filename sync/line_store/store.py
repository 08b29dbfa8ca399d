"""``line.db`` open for writing: one agent a folder."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.errors import NotEnrolled, StoreProblem
from kiosk.store.engine import sqlite3
from kiosk.store.folder_lock import FolderLock
from kiosk.store.same_files import File, file_at
from sync.enrolled import Enrolment, read_enrolment
from sync.line_store import tables
from sync.line_store.connection import FILE, Damaged, open_line, plain_errors
from sync.line_store.state import DayRecord, LineState, LineStatus, TimeTold, Watermark

LOCK_FILE = "line.lock"
_REMEDY = "It is sending already; `kiosk sync status` says how far it is."


class LineStore:
    """Every method that writes has put it on the disk when it returns. Use as a context manager.

    Any thread may call; calls take turns. After an error the file is opened anew at the next call.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder's ``line.lock`` and open ``line.db``, made anew where it is damaged.

        A damaged one is set aside as ``line.db.damaged-N``. Raises ``NotEnrolled`` without an
        enrolment, ``SecondWriter`` beside another agent, ``NewerStore`` for a newer program's.
        """
        self.server = enrolment_of(folder)
        self._path = folder / FILE
        self._turn = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._file: File = None
        self._lock: FolderLock | None = FolderLock(folder, LOCK_FILE, "agent", _REMEDY)
        try:
            self.meet(self.server)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def meet(self, server: Enrolment) -> None:
        """Serve an enrolment; with another province, what was learnt of the last is forgotten."""
        with self._using() as connection:
            _meet(connection, server)
            self.server = server

    def state(self) -> LineState:
        """Return all that is remembered."""
        with self._using() as connection:
            return tables.read_state(connection, self.server)

    def watermark(self, epoch: str) -> Watermark:
        """Return how far the province is with an epoch; nothing where it was never asked."""
        with self._using() as connection:
            marks = tables.read_watermarks(connection)
        return next((mark for mark in marks if mark.epoch == epoch), Watermark(epoch))

    def next_sent(self) -> int:
        """Count one more request, on the disk before it leaves; return its number."""
        with self._writing() as connection:
            (sent,) = connection.execute(
                "UPDATE peer SET sent = sent + 1 RETURNING sent"
            ).fetchone()
        return int(sent)

    def adopt_sent(self, expected: int) -> None:
        """Go on counting so that the next request is at least ``expected``."""
        with self._writing() as connection:
            connection.execute("UPDATE peer SET sent = max(sent, ?)", (expected - 1,))

    def accept(
        self, mark: Watermark, days: Iterable[DayRecord] = (), told: TimeTold | None = None
    ) -> None:
        """Keep what an answer that holds has brought: watermark, days, time; all or nothing.

        A watermark behind the one there is changes nothing (``rewind``), and a day that is proven
        stays so with its first ``proven_ms``.
        """
        with self._writing() as connection:
            tables.keep_watermark(connection, mark)
            _keep_news(connection, days, told)

    def rewind(self, mark: Watermark) -> None:
        """Put a watermark back: the province has less than it had."""
        with self._writing() as connection:
            tables.rewind_watermark(connection, mark)

    def judge(self, mark: Watermark) -> None:
        """Keep the province's verdict on an epoch."""
        with self._writing() as connection:
            tables.keep_verdict(connection, mark)

    def stray(self, epoch: str) -> Watermark | None:
        """Return how far the province has our history of a closed epoch, if it ever said so."""
        with self._using() as connection:
            marks = tables.read_strays(connection)
        return next((mark for mark in marks if mark.epoch == epoch), None)

    def accept_strays(
        self, mark: Watermark, days: Iterable[DayRecord] = (), told: TimeTold | None = None
    ) -> None:
        """Keep what an answer to strays has brought; as ``accept``, beside the watermark."""
        with self._writing() as connection:
            tables.keep_stray(connection, mark)
            _keep_news(connection, days, told)

    def forget_stray(self, epoch: str) -> None:
        """Forget how far the province had our history of a closed epoch: it has lost it."""
        with self._writing() as connection:
            tables.forget_stray(connection, epoch)

    def reopen(self, epoch: str) -> None:
        """Take back the verdict that ended an epoch: the province does not know of it any more."""
        with self._writing() as connection:
            tables.reopen(connection, epoch)

    def tell(self, told: TimeTold) -> None:
        """Keep what the province said of the time."""
        with self._writing() as connection:
            tables.keep_told(connection, told)

    def note(self, status: LineStatus) -> None:
        """Keep how the line stands."""
        with self._writing() as connection:
            tables.keep_status(connection, status)

    def close(self) -> None:
        """Close the store and let another agent have the folder."""
        with self._turn:
            if self._lock is None:
                return
            self._give_up()
            self._lock.release()
            self._lock = None

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _using(self) -> Generator[sqlite3.Connection]:
        with self._turn:
            try:
                with plain_errors(self._path):
                    yield self._ready()
            except Damaged as reason:
                self._give_up()
                raise StoreProblem(
                    f"{self._path}: it is damaged ({reason}).",
                    "It is set aside and begun anew by itself.",
                ) from reason
            except BaseException:
                self._give_up()
                raise

    def _ready(self) -> sqlite3.Connection:
        if self._lock is None:
            raise StoreProblem(f"{self._path} was closed.", "Start the agent again.")
        if self._connection is not None and file_at(self._path) != self._file:
            self._give_up()  # It was deleted or replaced; what is written there nobody would read.
        if self._connection is None:
            self._connection = open_line(self._path)
            self._file = file_at(self._path)
            _meet(self._connection, self.server)
        return self._connection

    def _give_up(self) -> None:
        """Close the connection, which undoes what was not committed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _keep_news(
    connection: sqlite3.Connection, days: Iterable[DayRecord], told: TimeTold | None
) -> None:
    for day in days:
        tables.keep_day(connection, day)
    if told is not None:
        tables.keep_told(connection, told)


def _meet(connection: sqlite3.Connection, server: Enrolment) -> None:
    connection.execute("BEGIN IMMEDIATE")
    tables.meet(connection, server)
    connection.execute("COMMIT")


def enrolment_of(folder: Path) -> Enrolment:
    """Return the folder's enrolment; raises ``NotEnrolled`` where there is none."""
    server = read_enrolment(folder)
    if server is None:
        raise NotEnrolled(
            f"{folder}: this terminal belongs to no province yet.",
            "Ask the office for a code and enrol it: `kiosk enroll CODE --server URL`.",
        )
    return server
