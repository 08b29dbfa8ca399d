"""The months of ``event`` in PostgreSQL: one table each, made ahead of time.

A month is made beside the table and then attached, which readers and writers hardly notice;
``CREATE TABLE … PARTITION OF`` would lock them all out. Rows that found no month of their own lie
in ``event_default``, and move when the month is made.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import sql

_LOCK = 0x4D505042
"""Advisory lock of whoever changes the tables, the same number as SQLite's application id."""

_EXISTS = "SELECT 1 FROM pg_class WHERE relname = %s AND pg_table_is_visible(oid)"
"""Not ``to_regclass``: after waiting for the lock it may still answer from before the wait."""

_LAY = "CREATE TABLE {month} (LIKE event INCLUDING ALL)"
_MOVE = (
    "WITH stray AS (DELETE FROM event_default WHERE month = {number} RETURNING *) "
    "INSERT INTO {month} SELECT * FROM stray"
)
_CHECK = "ALTER TABLE {month} ADD CONSTRAINT one_month CHECK (month = {number})"
_ATTACH = "ALTER TABLE event ATTACH PARTITION {month} FOR VALUES IN ({number})"
_UNCHECK = "ALTER TABLE {month} DROP CONSTRAINT one_month"


def month_of(time_ms: int) -> int:
    """Return the month (202611) of a time in milliseconds since 1970, by UTC."""
    at = datetime.fromtimestamp(time_ms / 1000, UTC)
    return at.year * 100 + at.month


def month_after(month: int) -> int:
    """Return the month that follows one."""
    year, number = divmod(month, 100)
    return month + 1 if number < 12 else (year + 1) * 100 + 1


def lock_tables(connection: psycopg.Connection[Any]) -> None:
    """Keep other servers from changing the tables until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))


def table_exists(connection: psycopg.Connection[Any], name: str) -> bool:
    """Whether there is a table of that name where statements look for it."""
    return connection.execute(_EXISTS, (name,)).fetchone() is not None


def stray_months(connection: psycopg.Connection[Any]) -> list[int]:
    """Return the months whose rows lie in ``event_default``."""
    rows = connection.execute("SELECT DISTINCT month FROM event_default ORDER BY month")
    return [int(month) for (month,) in rows]


def give_month_a_table(connection: psycopg.Connection[Any], month: int) -> None:
    """Make the table of a month where there is none; the connection is in autocommit mode."""
    name = f"event_{month}"
    if table_exists(connection, name):
        return
    with connection.transaction():
        lock_tables(connection)
        if table_exists(connection, name):
            return
        for step in (_LAY, _MOVE, _CHECK, _ATTACH, _UNCHECK):
            connection.execute(
                sql.SQL(step).format(month=sql.Identifier(name), number=sql.Literal(month))
            )
