"""The tables of the books, the same in both databases: each keyed by terminal first.

Nothing is unique across terminals and no statement that writes looks beyond one terminal, so the
tables can be spread over several PostgreSQL nodes by that column. ``docs/province.md`` says how.
"""

from __future__ import annotations

VERSION = 2

EVENT = (
    "terminal",
    "epoch",
    "seq",
    "id",
    "kind",
    "v",
    "day_id",
    "wall_ms",
    "mono_ms",
    "boot_id",
    "clock",
    "cat_ver",
    "body",
    "prev",
    "hash",
    "raw",
    "recv_ms",
    "month",
)
"""Columns of ``event``. From ``seq`` to ``hash`` they are those of ``kiosk.store.lines.EventRow``;
``raw`` is the export line of a poisoned event, whose other columns hold what could be read of it.
"""

_TABLES = (
    # One terminal, and the row that is locked by whoever writes for it.
    """CREATE TABLE terminal(
        terminal {text} NOT NULL PRIMARY KEY, invited_ms {whole} NOT NULL, epoch {text},
        hello {text}, clock {text}, contact_ms {whole}, alarm {text}){strict}""",
    """CREATE TABLE key(
        terminal {text} NOT NULL, key_id {text} NOT NULL, public {text} NOT NULL,
        sent {whole} NOT NULL, enrolled_ms {whole} NOT NULL, revoked_ms {whole},
        PRIMARY KEY(terminal, key_id)){strict}""",
    "CREATE INDEX key_by_id ON key(key_id)",
    """CREATE TABLE invitation(
        terminal {text} NOT NULL PRIMARY KEY, mac {bytes} NOT NULL, expires_ms {whole} NOT NULL,
        wrong {whole} NOT NULL, key_id {text}){strict}""",
    """CREATE TABLE wrong_code(
        minute {whole} NOT NULL PRIMARY KEY, tries {whole} NOT NULL){strict}""",
    """CREATE TABLE ledger(
        terminal {text} NOT NULL, epoch {text} NOT NULL, machine {text}, prev_epoch {text},
        hw {whole} NOT NULL, hash {text} NOT NULL, state {text} NOT NULL,
        announced {whole} NOT NULL, told_day {whole} NOT NULL, first_ms {whole} NOT NULL,
        PRIMARY KEY(terminal, epoch)){strict}""",
    """CREATE TABLE event(
        terminal {text} NOT NULL, epoch {text} NOT NULL, seq {whole} NOT NULL, id {text} NOT NULL,
        kind {text} NOT NULL, v {whole} NOT NULL, day_id {whole} NOT NULL, wall_ms {whole} NOT NULL,
        mono_ms {whole} NOT NULL, boot_id {text} NOT NULL, clock {text} NOT NULL,
        cat_ver {whole} NOT NULL, body {text} NOT NULL, prev {text} NOT NULL, hash {text} NOT NULL,
        raw {bytes}, recv_ms {whole} NOT NULL, month {whole} NOT NULL,
        PRIMARY KEY(terminal, epoch, seq, month)){by_month}""",
    """CREATE TABLE quarantine(
        terminal {text} NOT NULL, epoch {text} NOT NULL, seq {whole} NOT NULL,
        reason {text} NOT NULL, raw {bytes} NOT NULL, recv_ms {whole} NOT NULL,
        PRIMARY KEY(terminal, epoch, seq, reason)){strict}""",
    """CREATE TABLE fork(
        terminal {text} NOT NULL, epoch {text} NOT NULL, seq {whole} NOT NULL, hash {text} NOT NULL,
        raw {bytes} NOT NULL, recv_ms {whole} NOT NULL,
        PRIMARY KEY(terminal, epoch, seq, hash)){strict}""",
    """CREATE TABLE day(
        terminal {text} NOT NULL, epoch {text} NOT NULL, day_id {whole} NOT NULL,
        date {text} NOT NULL, events {whole} NOT NULL, odd_times {whole} NOT NULL,
        first_seq {whole} NOT NULL, last_seq {whole} NOT NULL, root {text}, their_root {text},
        state {text} NOT NULL, PRIMARY KEY(terminal, epoch, day_id)){strict}""",
    """CREATE TABLE slip(
        terminal {text} NOT NULL, epoch {text} NOT NULL, seq {whole} NOT NULL,
        code {text} NOT NULL, queue_day {text} NOT NULL, label {text} NOT NULL,
        PRIMARY KEY(terminal, epoch, seq)){strict}""",
    "CREATE INDEX slip_by_label ON slip(terminal, queue_day, label)",
    "CREATE INDEX slip_by_code ON slip(code)",
)

_STRAYS = (
    # Events of a closed ledger's other histories; raw is the export line, date and code its day's
    # and its ticket's.
    """CREATE TABLE stray(
        terminal {text} NOT NULL, epoch {text} NOT NULL, seq {whole} NOT NULL, hash {text} NOT NULL,
        raw {bytes} NOT NULL, date {text}, code {text}, recv_ms {whole} NOT NULL,
        PRIMARY KEY(terminal, epoch, seq, hash)){strict}""",
    "CREATE INDEX stray_by_code ON stray(code)",
)

_SINCE = ((1, _TABLES), (2, _STRAYS))
"""What each version of the books brought, the first one first."""

_SQLITE = {"text": "TEXT", "whole": "INTEGER", "bytes": "BLOB", "strict": " STRICT"}
# Without COLLATE "C" the order of ids would hang on the locale the cluster was made with.
_POSTGRES = {"text": 'text COLLATE "C"', "whole": "bigint", "bytes": "bytea", "strict": ""}


def sqlite_tables(version: int = 0) -> list[str]:
    """Return the statements that make in SQLite what books of ``version`` lack; 0: empty ones."""
    words = _SQLITE | {"by_month": " STRICT, WITHOUT ROWID"}
    return [table.format_map(words) for table in _lacking(version)]


def postgres_tables(version: int = 0) -> list[str]:
    """Return the same for PostgreSQL, all but the months' own tables."""
    words = _POSTGRES | {"by_month": " PARTITION BY LIST (month)"}
    default = ["CREATE TABLE event_default PARTITION OF event DEFAULT"] if version == 0 else []
    return [*(table.format_map(words) for table in _lacking(version)), *default]


def _lacking(version: int) -> list[str]:
    return [table for since, tables in _SINCE if since > version for table in tables]
