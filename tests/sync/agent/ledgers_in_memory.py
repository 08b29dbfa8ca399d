"""Ledgers without files: an honest chain of events as ``sync.agent.ledgers`` sees one."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from kiosk.errors import KioskError
from kiosk.store.chain import COLUMNS, Head
from kiosk.store.day_close import DayClose, DaySpan
from kiosk.store.ident import Ident
from kiosk.store.rows import LedgerEvent
from sync.agent.ledgers import LedgerView, Shelf
from tests.sync.province.kiosks import Ledger


@dataclass
class MemoryView:
    """Implements ``LedgerView``; ``purged`` is the last seq that is gone."""

    ledger: Ledger
    purged: int = 0
    failure: KioskError | None = None

    @property
    def ident(self) -> Ident:
        return Ident(self.ledger.terminal, 1, "contoh-pringsewu", self.ledger.epoch)

    def head(self) -> Head:
        if self.failure:
            raise self.failure
        rows = self.ledger.rows
        return Head(rows[-1].seq, rows[-1].hash, 1) if rows else Head()

    def first_seq(self) -> int:
        return next((row.seq for row in self._rows()), 0)

    def event_at(self, seq: int) -> LedgerEvent | None:
        return next((self._event(row) for row in self._rows() if row.seq == seq), None)

    def events_after(self, seq: int, limit: int, size: int) -> list[LedgerEvent]:
        return [self._event(row) for row in self._rows() if row.seq > seq][:limit]

    def day_closes(self, since_day: int = 0) -> list[DayClose]:
        bodies = [
            (json.loads(row.body), row.seq) for row in self.ledger.rows if row.kind == "day.closed"
        ]
        return [
            DayClose(
                body["day_id"],
                body["date"],
                body["first_seq"],
                body["last_seq"],
                body["events"],
                body["root"],
                seq,
            )
            for body, seq in bodies
            if body["day_id"] >= since_day
        ]

    def days(self) -> list[DaySpan]:
        spans = [DaySpan(*close[:5]) for close in self.day_closes()]
        open_day = [row.seq for row in self.ledger.rows if row.day_id == self.ledger.day_id]
        if open_day:
            date = self.ledger.date.isoformat()
            spans.append(
                DaySpan(self.ledger.day_id, date, open_day[0], open_day[-1], len(open_day))
            )
        return spans

    def _rows(self):
        return (row for row in self.ledger.rows if row.seq > self.purged)

    def _event(self, row) -> LedgerEvent:
        return LedgerEvent(self.ident, dict(zip(COLUMNS, row, strict=True)))


@dataclass
class MemoryLedgers:
    """Implements ``Ledgers``."""

    current: LedgerView | None
    old: list[LedgerView] = field(default_factory=list)
    troubles: Sequence[KioskError] = ()

    @contextmanager
    def open(self) -> Generator[Shelf]:
        epochs = [view.ident.epoch for view in (*self.old, self.current) if view]
        before = dict(zip(epochs[1:], epochs, strict=False))
        yield Shelf(self.old, self.current, self.troubles, before)
