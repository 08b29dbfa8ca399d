"""A ledger rebuilt from events that were saved: the same events, with the tables that follow."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.durable import sync_file, sync_folder
from kiosk.store import day_close
from kiosk.store.chain import COLUMNS, INSERT_EVENT
from kiosk.store.connection import APPLICATION_ID
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident, fix_ident
from kiosk.store.labels import parse_label
from kiosk.store.rows import LedgerEvent


class Rebuilt:
    """A ledger in the making. Use as a context manager: it is there after ``finish``, or never.

    Nobody ever writes into it again, so it needs no WAL, and whoever may read it can.
    """

    def __init__(self, target: Path, ident: Ident, now: datetime) -> None:
        """Begin the ledger ``target`` of an epoch that is over; ``now`` is written down with it."""
        self.events = 0
        self._target, self._ident, self._now = target, ident, now
        self._path = target.with_name(f"{target.name}.new")
        self._connection: sqlite3.Connection | None = None
        self._series: dict[tuple[str, int, int], int] = {}
        self._first_seq = 0

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throw away what was not finished."""
        if self._connection is not None:
            self._connection.close()
        self._path.unlink(missing_ok=True)

    def add(self, event: LedgerEvent) -> None:
        """Take the next event of the chain; raises ``sqlite3.Error``."""
        connection = self._connection or self._begin()
        self._first_seq = self._first_seq or event.row["seq"]
        connection.execute(INSERT_EVENT, [event.row[name] for name in COLUMNS])
        self.events += 1
        self._project(connection, event.row, event.fields["body"])

    def finish(self) -> None:
        """Put the ledger into its place, whole and on the disk."""
        connection = self._connection or self._begin()
        connection.executemany(
            "INSERT INTO series(queue, terminal, day_id, next) VALUES(?, ?, ?, ?)",
            [(*key, number + 1) for key, number in self._series.items()],
        )
        connection.execute(
            "INSERT INTO retention(one, purge_ok) VALUES(1, ?)", (self._first_seq - 1,)
        )
        connection.execute("COMMIT")
        connection.close()
        self._connection = None
        sync_file(self._path)
        self._path.rename(self._target)
        sync_folder(self._target.parent)

    def _begin(self) -> sqlite3.Connection:
        from kiosk.store.migrations import migrate  # 80 ms of imports that few starts need

        self._path.unlink(missing_ok=True)
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._connection = connection
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        migrate(connection, APPLICATION_ID)
        connection.execute("BEGIN")
        fix_ident(connection, self._ident.mall, self._ident.terminal, self._now, self._ident.epoch)
        return connection

    def _project(
        self, connection: sqlite3.Connection, row: dict[str, Any], body: dict[str, Any]
    ) -> None:
        """Follow an event with the tables by which the ledger is checked and its days are told."""
        if row["kind"] == "ticket.issued":
            label = parse_label(body["label"])
            self._series[label.queue, label.series, row["day_id"]] = label.number
        elif row["kind"] == "queue_day.began":
            connection.execute(
                "INSERT OR IGNORE INTO queue_day(day_id, date) VALUES(?, ?)",
                (row["day_id"], body["date"]),
            )
        elif row["kind"] == day_close.KIND:
            tally = day_close.DayTally(
                body["day_id"],
                body["first_seq"],
                body["last_seq"],
                body["last_hash"],
                body["root"],
                Counter(body["kinds"]),
            )
            day_close.keep_close(connection, tally, body["date"], row["seq"])
