"""The first moments of a ledger that follows another one: made whole beside, then put in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.clock import Clock, boot_id
from kiosk.durable import sync_file, sync_folder
from kiosk.store import days
from kiosk.store.chain import Head, Stamp
from kiosk.store.connection import FILE, open_ledger
from kiosk.store.engine import sqlite3
from kiosk.store.entry import Entry
from kiosk.store.explained import plain_errors
from kiosk.store.ident import EPOCH_START, fix_ident
from kiosk.store.loss.carrying_over import carry_over
from kiosk.store.loss.epochs import EpochRecord
from kiosk.store.loss.quarantine import SUFFIXES
from kiosk.store.loss.remains import Remains
from kiosk.store.queue_day import Instant, QueueDay
from kiosk.store.usage import count_tickets

Whose = tuple[str, int]
"""Mall and terminal number."""


def begin_ledger(
    folder: Path,
    whose: Whose,
    record: EpochRecord,
    prev_epoch: str,
    remains: Remains,
    old: Sequence[Path],
    clock: Clock,
) -> None:
    """Make the ledger of the epoch ``record`` and put it into its place, on the disk.

    Its first event tells what it follows. ``old`` is where papers and roll may still be read.
    Raises ``StoreProblem``; the folder is then as it was.
    """
    fresh = folder / f"{FILE}.new"
    for suffix in SUFFIXES:
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    connection = open_ledger(fresh)
    try:
        with plain_errors(fresh):
            connection.execute("BEGIN IMMEDIATE")
            entry = _first_entry(connection, whose, record, remains, clock)
            entry.append(EPOCH_START, _told(record, prev_epoch, remains))
            days.begin_day(connection, entry.day)
            began = {"date": entry.day.date.isoformat(), "why": "epoch"}
            entry.append("queue_day.began", began)
            if remains.day and remains.day.date == entry.day.date:
                count_tickets(connection, entry.day.day_id, remains.tickets)
            carry_over(old, connection, entry.day)
            connection.execute("COMMIT")
    finally:
        connection.close()
    sync_file(fresh)
    fresh.rename(folder / FILE)
    sync_folder(folder)


def _first_entry(
    connection: sqlite3.Connection,
    whose: Whose,
    record: EpochRecord,
    remains: Remains,
    clock: Clock,
) -> Entry:
    now = datetime.fromisoformat(record.began)
    ident = fix_ident(connection, *whose, now, record.epoch)
    day = QueueDay(record.day_id, record.first_day)
    at = Instant(int(now.timestamp() * 1000), clock.mono_ms(), boot_id())
    stamp = Stamp(day.day_id, at, clock.quality_of(now), remains.catalogue_version)
    return Entry(connection, ident, Head(), stamp, day, now)


def _told(record: EpochRecord, prev_epoch: str, remains: Remains) -> dict[str, Any]:
    """Return the body of ``epoch.start``; what nobody knows, or not yet, is None."""
    head = remains.head
    return {
        "prev_epoch": prev_epoch or None,
        "reason": record.reason,
        "series": record.series,
        "series_until": record.series_until.isoformat(),
        "last_seq": head.seq if head else None,
        "last_hash": head.hash if head else None,
        "salvaged": remains.events,
        "beyond_gap": remains.beyond_gap,
        "told_epoch": record.told_epoch or None,
        "told_seq": record.told_seq or None,
    }
