"""One entry: everything that is written in one transaction, under one day and one stamp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.store import day_close, days
from kiosk.store.chain import INSERT_EVENT, Head, Stamp, seal
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident
from kiosk.store.queue_day import Decision, QueueDay


@dataclass(slots=True)
class Entry:
    """An open transaction: ``head`` moves with each event. Dead once ``Writer.entry`` closes it."""

    connection: sqlite3.Connection
    ident: Ident
    head: Head
    stamp: Stamp
    day: QueueDay
    now: datetime

    def append(self, kind: str, body: Mapping[str, Any]) -> None:
        """Append one event; raises ``ValueError`` for one above 64 KB."""
        row, self.head = seal(self.ident, self.head, self.stamp, kind, body)
        self.connection.execute(INSERT_EVENT, row)

    def settle_day(self, decision: Decision, why: str) -> None:
        """Store what was decided about the day, and say so in the ledger where it is news.

        Every table can so be rebuilt from the events.
        """
        date = self.day.date.isoformat()
        if decision.begins:
            self._close_days()
            days.begin_day(self.connection, self.day)
            self.append("queue_day.began", {"date": date, "why": why})
        elif decision.doubted != days.doubted_date(self.connection):
            days.doubt(self.connection, decision.doubted)
            if decision.doubted is not None:
                seen = decision.doubted.isoformat()
                self.append("queue_day.doubted", {"date": date, "clock": seen})

    def _close_days(self) -> None:
        """Close every day before this one, as part of what begins it; usually it is yesterday."""
        for tally, date in day_close.unclosed_days(self.connection, self.day.day_id):
            self.append(day_close.KIND, tally.body(date))
            day_close.keep_close(self.connection, tally, date, self.head.seq)
