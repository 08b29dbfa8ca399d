"""The writer: one connection, one transaction at a time, mistrustful after an error of the disk."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, time

from kiosk.clock import Clock, boot_id
from kiosk.errors import StoreProblem
from kiosk.store import days
from kiosk.store.chain import Stamp, read_head
from kiosk.store.engine import found_damage, sqlite3
from kiosk.store.entry import Entry
from kiosk.store.explained import is_mistrusted, plain_errors
from kiosk.store.ident import Ident
from kiosk.store.loss.epochs import Reason
from kiosk.store.loss.recovery import Recovery
from kiosk.store.loss.wal import RunningMark, all_moved
from kiosk.store.queue_day import Decision, Evidence, Instant, day_of, decide
from kiosk.store.same_files import files_of

_PATIENCE_MS = 5_000
"""Milliseconds for which the connection waits for others, as its pragmas say."""


class Writer:
    """The one connection that writes. Any thread may call, one at a time: calls take turns."""

    def __init__(self, recovery: Recovery, clock: Clock, queue_day_starts: time) -> None:
        """Open the ledger that ``recovery`` looks after; raises what ``Recovery.open`` raises."""
        self.path = recovery.path
        self._recovery = recovery
        self._clock = clock
        self._starts = queue_day_starts
        self._boot_id = boot_id()
        self._turn = threading.RLock()
        self._mark = RunningMark(self.path)
        self._tidied = 0
        self._must_empty = False
        self._is_closed = False
        self._condemned = ""
        self._files = files_of(self.path)
        self._connection, self.ident = self._begin()

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection for a look; SQLite's errors come out as ours.

        An error of the disk leaves unknown what of the WAL is really on it, so the connection is
        given up then, and the next call opens and checks the ledger again. A ledger that SQLite
        found damaged is not gone on with: another one follows it.
        """
        with self._turn, plain_errors(self.path):
            try:
                yield self._ready()
            except sqlite3.Error as reason:
                self._mistrust(reason)
                raise

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """Write all of the block with one fsync, or nothing of it."""
        with self.reading() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def entry(
        self, now: datetime, catalogue_version: int | None = None, *, confirmed: bool = False
    ) -> Generator[Entry]:
        """Open one entry: a transaction that knows its queue day, which it begins where due.

        ``confirmed`` says that staff vouch for the date of ``now``. Without a catalogue version
        it is the one of the event before.
        """
        with self.transaction() as connection:
            head = read_head(connection)
            at = self._instant(now)
            decision = self._decide(connection, now, confirmed=confirmed)
            version = head.catalogue_version if catalogue_version is None else catalogue_version
            stamp = Stamp(decision.day.day_id, at, decision.quality, version)
            entry = Entry(connection, self.ident, head, stamp, decision.day, now)
            entry.settle_day(decision, "confirmed" if confirmed else decision.quality)
            yield entry

    def decide(self, now: datetime) -> Decision:
        """Return which queue day ``now`` belongs to, without beginning it."""
        with self.reading() as connection:
            return self._decide(connection, now, confirmed=False)

    def tidy(self) -> bool:
        """Move the WAL into the database and return whether there was anything to move.

        The next write begins the WAL anew, which costs a second fsync; it is made here, so that no
        visitor pays for it.
        """
        if self._must_empty:
            return self.truncate()
        with self.reading() as connection:
            if connection.total_changes == self._tidied:
                return False
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self._touch()
        return True

    def truncate(self) -> bool:
        """Move the WAL into the database and empty its file; False where a reader prevents it.

        No reader is waited for, since a visitor may be waiting for a number by then; ``tidy`` tries
        again.
        """
        with self.reading() as connection, _impatient(connection):
            self._mark.clear()
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._must_empty = bool(busy)
        self._touch()
        return not busy

    def condemn(self, why: str) -> None:
        """Let another ledger follow this one, which somebody found damaged."""
        with self._turn:
            self._condemned = why
            self._give_up()

    def begin_epoch(self, reason: Reason, told: tuple[str, int]) -> None:
        """Let another ledger follow this one, which is whole; see ``Recovery.follow``."""
        with self._turn:
            self.truncate()  # What a reader keeps in the WAL is kept with the ledger.
            self._give_up()
            self._recovery.follow(reason, told)
            with self.reading():
                pass

    @contextmanager
    def alone(self) -> Generator[None]:
        """Let nobody else have a turn, nor the ledger be opened anew, for the block."""
        with self._turn:
            yield

    def close(self) -> None:
        """Close the connection for good: by now another process may write here."""
        with self._turn:
            self._is_closed = True
            self._give_up()

    def _give_up(self) -> None:
        if self._connection is not None:
            self._mark.clear()  # SQLite may take the WAL away, once all of it is in the database.
            self._connection.close()
            self._connection = None

    def _ready(self) -> sqlite3.Connection:
        if self._is_closed:
            raise StoreProblem(f"{self.path} was closed.", "Start the kiosk again.")
        if self._connection is not None and files_of(self.path) != self._files:
            self._leave_vanished(self._connection)
        if self._connection is None:
            self._connection, self.ident = self._begin()
        return self._connection

    def _begin(self) -> tuple[sqlite3.Connection, Ident]:
        """Open the ledger and begin its WAL, so that its first visitor pays no second fsync."""
        connection, ident = self._recovery.open(self._condemned)
        self._condemned = ""
        try:
            with plain_errors(self.path):
                connection.execute("UPDATE upkeep SET done = done + 1")
                self._mark.set()
        except BaseException:
            self._mark.clear()
            connection.close()
            raise
        self._tidied, self._files = connection.total_changes, files_of(self.path)
        return connection, ident

    def _leave_vanished(self, connection: sqlite3.Connection) -> None:
        """Leave a ledger or WAL that somebody deleted or replaced; all of it is still to be read.

        Where only the WAL is gone, moving it into the ledger heals that. Else a copy is kept.
        """
        self._recovery.refuse_other_folder()
        same_ledger = files_of(self.path)[0] == self._files[0]
        if not (same_ledger and all_moved(connection)):
            self._recovery.keep_copy(connection, self.ident)
            self._condemned = "its files were deleted or replaced under the running kiosk"
        self._give_up()

    def _touch(self) -> None:
        with self.transaction() as connection:
            connection.execute("UPDATE upkeep SET done = done + 1")
        self._tidied = connection.total_changes
        self._mark.set()

    def _mistrust(self, reason: sqlite3.Error) -> None:
        if found_damage(reason):
            self._condemned = str(reason)
        if is_mistrusted(reason):
            self._give_up()

    def _decide(
        self, connection: sqlite3.Connection, now: datetime, *, confirmed: bool
    ) -> Decision:
        last, last_suspect = days.last_ticket(connection)
        quality, today = self._clock.quality_of(now), day_of(now, self._starts)
        evidence = Evidence(
            trusted=confirmed or quality == "trusted",
            wrong=not confirmed and quality == "suspect",
            now=self._instant(now),
            last=last,
            last_suspect=last_suspect,
            doubted=days.doubted_date(connection),
            had_today=days.had_day(connection, today),
        )
        return decide(days.current_day(connection), today, evidence)

    def _instant(self, now: datetime) -> Instant:
        return Instant(int(now.timestamp() * 1000), self._clock.mono_ms(), self._boot_id)


@contextmanager
def _impatient(connection: sqlite3.Connection) -> Generator[None]:
    """Wait for no other connection, for the block."""
    connection.execute("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
