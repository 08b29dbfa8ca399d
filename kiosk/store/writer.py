"""The writer: one connection, one transaction at a time, mistrustful after an error of the disk."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path

from kiosk.clock import Clock, boot_id
from kiosk.errors import StoreProblem
from kiosk.store import days
from kiosk.store.chain import Stamp, read_head
from kiosk.store.engine import sqlite3
from kiosk.store.entry import Entry
from kiosk.store.explained import is_io_error, plain_errors
from kiosk.store.opening import open_checked
from kiosk.store.queue_day import Decision, Evidence, Instant, day_of, decide


class Writer:
    """The one connection that writes. Any thread may call, one at a time: calls take turns."""

    def __init__(
        self, path: Path, mall: str, terminal: int | None, clock: Clock, queue_day_starts: time
    ) -> None:
        """Open the ledger and check it; raises what ``open_checked`` raises."""
        self.path = path
        self._clock = clock
        self._starts = queue_day_starts
        self._boot_id = boot_id()
        self._turn = threading.RLock()
        self._tidied = 0
        self._is_closed = False
        self._connection: sqlite3.Connection | None = None
        self._connection, self.ident = open_checked(path, mall, terminal, clock.now())
        self._touch()

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection for a look; SQLite's errors come out as ours."""
        with self._turn, plain_errors(self.path):
            yield self._ready()

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """Write all of the block with one fsync, or nothing of it.

        An error of the disk leaves unknown what of the WAL is really on it, so the connection is
        given up then, and the next call opens, checkpoints and checks the ledger again.
        """
        with self.reading() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as reason:
                self._undo(connection, reason)
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
        with self.reading() as connection:
            if connection.total_changes == self._tidied:
                return False
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self._touch()
        return True

    def truncate(self) -> bool:
        """Move the WAL into the database and empty its file; False where a reader prevents it."""
        with self.reading() as connection:
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._touch()
        return not busy

    def close(self) -> None:
        """Close the connection for good: by now another process may write here."""
        with self._turn:
            self._is_closed = True
            self._give_up()

    def _give_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ready(self) -> sqlite3.Connection:
        if self._is_closed:
            raise StoreProblem(f"{self.path} was closed.", "Start the kiosk again.")
        if self._connection is None:
            whose = (self.ident.mall, self.ident.terminal)
            self._connection, _ = open_checked(self.path, *whose, self._clock.now())
        return self._connection

    def _touch(self) -> None:
        with self.transaction() as connection:
            connection.execute("UPDATE upkeep SET done = done + 1")
        self._tidied = connection.total_changes

    def _undo(self, connection: sqlite3.Connection, reason: BaseException) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        finally:
            if is_io_error(reason):
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
