"""Big ledgers for measurements and tests: honest to the last hash, written without any fsync.

Every visit is written by the kiosk's own code (``write_visit``, ``Entry``), a whole queue day in
one transaction; so the chain holds, days are closed and each label stands in its series. About
10,000 events a second.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from kiosk.bench.drafts import drafts
from kiosk.clock import JAKARTA
from kiosk.identity import mall_key
from kiosk.store.bodies import paper_body
from kiosk.store.chain import Stamp, read_head
from kiosk.store.connection import FILE
from kiosk.store.engine import sqlite3
from kiosk.store.entry import Entry
from kiosk.store.ident import Ident
from kiosk.store.issuing import write_visit
from kiosk.store.opening import open_checked
from kiosk.store.papers import print_jobs
from kiosk.store.queue_day import Decision, Instant, QueueDay
from kiosk.visits.ports import Draft

MALL = "contoh-pringsewu"
LAST_DAY = date(2026, 11, 23)
OPENS, OPEN_SECONDS = time(8), 8 * 3600
_SWITCHED_ON = time(7, 30)
_CACHE_PAGES = 50_000
"""200 MB: the index of a million random ids is written all over."""

_A_VISIT = 3
"""Events of a visit: the visit, its ticket, what became of its slip."""


def big_ledger(
    folder: Path,
    events: int,
    *,
    days: int = 100,
    terminal: int = 1,
    mall: str = MALL,
    last_day: date = LAST_DAY,
) -> Path:
    """Write a ledger of exactly ``events`` events over ``days`` queue days; return ``folder``.

    The last day, ``last_day``, is open; each has at least its beginning and the close before it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.combine(last_day, OPENS, JAKARTA)
    connection, ident = open_checked(folder / FILE, mall, terminal, now)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(f"PRAGMA cache_size={_CACHE_PAGES}")
        for day_id in range(1, days + 1):
            day = QueueDay(day_id, last_day - timedelta(days=days - day_id))
            upto = events * day_id // days
            _write_day(connection, ident, day, upto, mall_key(folder))
    finally:
        connection.close()
    return folder


def _write_day(
    connection: sqlite3.Connection, ident: Ident, day: QueueDay, upto: int, key: bytes
) -> None:
    connection.execute("BEGIN")
    chance = Random(ident.terminal * 1000 + day.day_id)  # noqa: S311 - variety, not a secret
    opens = datetime.combine(day.date, OPENS, JAKARTA)
    head = read_head(connection)
    entry = Entry(connection, ident, head, _stamp(day, opens), day, opens)
    entry.settle_day(Decision(day, begins=True, quality="holdover"), "holdover")
    wanted = drafts(chance)
    visits = (upto - entry.head.seq) // _A_VISIT
    for number in range(visits):
        share = (number + chance.random()) / visits
        entry.now = opens + timedelta(seconds=OPEN_SECONDS * share)
        entry.stamp = _stamp(day, entry.now)
        _write_printed(entry, next(wanted), key, chance.randint(110, 230))
    while entry.head.seq < upto:
        entry.append("kiosk.idle", {})
    connection.execute("COMMIT")


def _write_printed(entry: Entry, wanted: Draft, key: bytes, mm: int) -> None:
    visit = write_visit(entry, wanted, key)
    job = print_jobs.add_job(entry.connection, "slip", visit.visit, entry.day.day_id)
    print_jobs.move_job(entry.connection, job.job, "sending")
    printed = print_jobs.move_job(entry.connection, job.job, "printed", proof="marker", mm=mm)
    entry.append("print.outcome", paper_body(printed))


def _stamp(day: QueueDay, now: datetime) -> Stamp:
    """Return the clocks' readings; the machine is switched on each morning."""
    wall_ms = int(now.timestamp() * 1000)
    since_boot = now - datetime.combine(day.date, _SWITCHED_ON, JAKARTA)
    boot = str(UUID(int=day.day_id))
    return Stamp(
        day.day_id, Instant(wall_ms, int(since_boot.total_seconds() * 1000), boot), "holdover", 7
    )
