"""The schema, one function a migration, applied by sqlite-utils in one transaction each.

Events are never migrated; every other table is a projection of them. ``table.transform()`` must
never touch ``event``: it silently drops triggers.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from kiosk.store.engine import sqlite3

migrations = Migrations("ledger")


def migrate(connection: sqlite3.Connection, application_id: int) -> None:
    """Bring a database to the present schema; ``connection`` must be in autocommit mode.

    A cut in the middle leaves whole migrations behind, and the next start does the rest.
    """
    connection.execute(f"PRAGMA application_id={application_id}")
    migrations.apply(Database(connection))


@migrations()
def m001_ledger(db: Database) -> None:
    """Make the append-only ledger and its projections."""
    for statement in _LEDGER:
        db.conn.execute(statement)


@migrations()
def m002_printing(db: Database) -> None:
    """Keep of each paper its outcome, length and day; what a visit asked for; the roll."""
    for statement in _PRINTING:
        db.conn.execute(statement)


@migrations()
def m003_day_close(db: Database) -> None:
    """Keep of each closed day what proves it.

    Days that are over already are closed when the next one begins: a migration writes no events.
    """
    for statement in _DAY_CLOSE:
        db.conn.execute(statement)


@migrations()
def m004_pauses(db: Database) -> None:
    """Keep what staff have put out of service, and the last trial page somebody looked at."""
    for statement in _PAUSES:
        db.conn.execute(statement)


_LEDGER = (
    """CREATE TABLE ident(one INTEGER PRIMARY KEY CHECK(one=1), terminal_id TEXT NOT NULL,
    terminal INTEGER NOT NULL, mall TEXT NOT NULL, epoch TEXT NOT NULL, machine_hash TEXT,
    created TEXT NOT NULL) STRICT""",
    # AUTOINCREMENT: or the sequence would start again after a purge.
    """CREATE TABLE event(seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
    kind TEXT NOT NULL, v INTEGER NOT NULL, day_id INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL, boot_id TEXT NOT NULL,
    clock TEXT NOT NULL CHECK(clock IN('trusted','holdover','suspect')), cat_ver INTEGER NOT NULL,
    body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
    """CREATE TABLE retention(one INTEGER PRIMARY KEY CHECK(one=1),
    purge_ok INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT,'append-only'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
    WHEN OLD.seq > coalesce((SELECT purge_ok FROM retention),0)
    OR OLD.seq = (SELECT max(seq) FROM event)
    BEGIN SELECT RAISE(ABORT,'not proven yet'); END""",
    # Without it INSERT OR REPLACE would overwrite: it deletes without asking the other triggers.
    """CREATE TRIGGER event_no_replace BEFORE INSERT ON event
    WHEN EXISTS(SELECT 1 FROM event WHERE seq = NEW.seq OR id = NEW.id)
    BEGIN SELECT RAISE(ABORT,'append-only'); END""",
    """CREATE TABLE queue_day(day_id INTEGER PRIMARY KEY, date TEXT UNIQUE NOT NULL) STRICT""",
    """CREATE TABLE doubted_date(one INTEGER PRIMARY KEY CHECK(one=1),
    date TEXT NOT NULL) STRICT""",
    """CREATE TABLE series(queue TEXT NOT NULL, terminal INTEGER NOT NULL, day_id INTEGER NOT NULL,
    next INTEGER NOT NULL, PRIMARY KEY(queue, terminal, day_id)) STRICT""",
    """CREATE TABLE issued(day_id INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    n INTEGER NOT NULL, PRIMARY KEY(day_id, kind, id)) STRICT""",
    """CREATE TABLE print_job(job INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK(kind IN('slip','checklist')), visit TEXT NOT NULL,
    copy INTEGER NOT NULL, state TEXT NOT NULL CHECK(state IN('queued','sending','sent','printed',
    'not_printed','partial','unknown','abandoned','confirmed')),
    reason TEXT NOT NULL, proof TEXT NOT NULL, UNIQUE(visit, copy)) STRICT""",
    """CREATE INDEX print_job_open ON print_job(state)
    WHERE state IN('queued','sending','sent')""",
    """CREATE TABLE upkeep(one INTEGER PRIMARY KEY CHECK(one=1), done INTEGER NOT NULL) STRICT""",
    "INSERT INTO upkeep(one, done) VALUES(1, 0)",
    "PRAGMA user_version=1",
)

_PRINTING = (
    """ALTER TABLE print_job ADD COLUMN outcome TEXT NOT NULL DEFAULT ''
    CHECK(outcome IN('','printed','not_printed','partial','unknown'))""",
    "ALTER TABLE print_job ADD COLUMN mm INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE print_job ADD COLUMN day_id INTEGER NOT NULL DEFAULT 0",
    # What older papers became and when is in the events. Text that is no JSON was tampered with,
    # which is for `kiosk ledger verify` to tell, not for a migration to stumble over.
    """UPDATE print_job SET day_id = told.day_id FROM (SELECT day_id, CASE WHEN json_valid(body)
    THEN json_extract(body, '$.visit') END AS visit FROM event WHERE kind = 'visit.issued') AS told
    WHERE told.visit = print_job.visit""",
    """UPDATE print_job SET outcome = told.outcome, day_id = told.day_id FROM (SELECT max(seq),
    day_id, CASE WHEN json_valid(body) THEN json_extract(body, '$.job') END AS job,
    CASE WHEN json_valid(body) THEN json_extract(body, '$.outcome') END AS outcome
    FROM event WHERE kind = 'print.outcome' GROUP BY 3) AS told
    WHERE told.job = print_job.job AND state NOT IN('queued','sending','sent')""",
    """UPDATE print_job SET day_id = (SELECT coalesce(max(day_id), 0) FROM queue_day)
    WHERE day_id = 0""",
    """CREATE TABLE visit_request(visit TEXT PRIMARY KEY, day_id INTEGER NOT NULL,
    body TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE roll(one INTEGER PRIMARY KEY CHECK(one=1), length_mm INTEGER,
    used_mm INTEGER NOT NULL DEFAULT 0) STRICT""",
    "PRAGMA user_version=2",
)

_DAY_CLOSE = (
    """CREATE TABLE day_close(day_id INTEGER PRIMARY KEY, date TEXT UNIQUE NOT NULL,
    first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, events INTEGER NOT NULL,
    root TEXT NOT NULL, closed_seq INTEGER NOT NULL) STRICT""",
    "PRAGMA user_version=3",
)

_PAUSES = (
    """CREATE TABLE kiosk_pause(one INTEGER PRIMARY KEY CHECK(one=1), since_ms INTEGER NOT NULL,
    person TEXT NOT NULL) STRICT""",
    """CREATE TABLE agency_closing(agency TEXT PRIMARY KEY, day_id INTEGER NOT NULL,
    since_ms INTEGER NOT NULL, person TEXT NOT NULL) STRICT""",
    """CREATE TABLE printer_trial(one INTEGER PRIMARY KEY CHECK(one=1), wall_ms INTEGER NOT NULL,
    came_out INTEGER NOT NULL, printer TEXT NOT NULL, person TEXT NOT NULL) STRICT""",
    "PRAGMA user_version=4",
)
