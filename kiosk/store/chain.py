"""The chain of the ledger: each event hashes the one before it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.clock import Quality
from kiosk.store.engine import sqlite3
from kiosk.store.hashing import FIRST_PREV, canonical
from kiosk.store.ident import Ident
from kiosk.store.lines import EventRow, right_hash
from kiosk.store.queue_day import Instant

LARGEST_EVENT = 64 * 1024
"""Bytes of one event's body: what fits a batch of the line to the province."""

COLUMNS = EventRow._fields
INSERT_EVENT = f"INSERT INTO event({','.join(COLUMNS)}) VALUES({','.join('?' * len(COLUMNS))})"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all events of one transaction share: when, by which clock, under which catalogue."""

    day_id: int
    at: Instant
    clock: Quality
    catalogue_version: int


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: seq, hash and catalogue version of the last event."""

    seq: int = 0
    hash: str = FIRST_PREV
    catalogue_version: int = 0


def read_head(connection: sqlite3.Connection) -> Head:
    """Return where the chain stands."""
    row = connection.execute(
        "SELECT seq, hash, cat_ver FROM event ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return Head(*row) if row else Head()


def seal(
    ident: Ident, head: Head, stamp: Stamp, kind: str, body: Mapping[str, Any]
) -> tuple[EventRow, Head]:
    """Return the row of one event (v 1) that follows ``head``, and the head it becomes.

    Raises ``ValueError`` for a body above 64 KB and ``TypeError`` for one with a float.
    """
    text = canonical(body)
    if len(text.encode()) > LARGEST_EVENT:
        raise ValueError(f"an event of kind {kind} has more than {LARGEST_EVENT} bytes")
    row = EventRow(
        seq=head.seq + 1,
        id=str(uuid.uuid4()),
        kind=kind,
        v=1,
        day_id=stamp.day_id,
        wall_ms=stamp.at.wall_ms,
        mono_ms=stamp.at.mono_ms,
        boot_id=stamp.at.boot_id,
        clock=stamp.clock,
        cat_ver=stamp.catalogue_version,
        body=text,
        prev=head.hash,
        hash="",
    )
    digest = right_hash(ident.terminal_id, ident.epoch, row)
    return row._replace(hash=digest), Head(row.seq, digest, row.cat_ver)
