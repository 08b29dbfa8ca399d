"""A quick look at a ledger: is its end whole, and what did the last whole checkup find.

Takes a bounded time, however many events there are: the whole of a big ledger is for
``kiosk.store.checkup``, while nobody waits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident
from kiosk.store.rows import select_events
from kiosk.store.soundness import LINKS_AT_START, is_big, quick_checks
from kiosk.store.upkeep import CHECKED
from kiosk.store.verification import check_chain

SOUGHT_WITHIN = 50_000
"""Events among which the last checkup is sought: weeks of a busy kiosk, read in some 0.1 s."""


@dataclass(frozen=True, slots=True)
class WholeCheckup:
    """When the last whole checkup ended (ms since 1970), and whether all held."""

    wall_ms: int
    ok: bool


@dataclass(frozen=True, slots=True)
class QuickLook:
    """``problems`` of what was read; ``big`` where a start reads the end only; ``bytes`` in all."""

    problems: tuple[str, ...]
    last_seq: int
    bytes: int
    big: bool
    checkup: WholeCheckup | None


def look_quickly(connection: sqlite3.Connection, ident: Ident) -> QuickLook:
    """Read the ledger's small tables and its last 1,000 events; the caller holds a transaction."""
    problems = [f"SQLite: {verdict}" for verdict in quick_checks(connection) if verdict != "ok"]
    problems += check_chain(select_events(connection, ident, last=LINKS_AT_START))
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    big, checkup = is_big(connection), _last_checkup(connection, seq)
    return QuickLook(tuple(problems), seq, pages * size, big, checkup)


def _last_checkup(connection: sqlite3.Connection, last_seq: int) -> WholeCheckup | None:
    row = connection.execute(
        "SELECT wall_ms, body FROM event WHERE seq > ? AND kind = ? ORDER BY seq DESC LIMIT 1",
        (last_seq - SOUGHT_WITHIN, CHECKED),
    ).fetchone()
    if row is None:
        return None
    try:
        return WholeCheckup(int(row[0]), bool(json.loads(row[1])["ok"]))
    except (ValueError, KeyError, TypeError):  # Tampering, which the chain tells of.
        return WholeCheckup(int(row[0]), ok=False)
