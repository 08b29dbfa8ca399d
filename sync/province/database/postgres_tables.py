"""The books' tables in PostgreSQL: made once, and refused where they would not keep a promise."""

from __future__ import annotations

from typing import Any

import psycopg

from kiosk.errors import NewerStore, StoreProblem
from sync.province.database.months import lock_tables, table_exists
from sync.province.database.postgres_owner import claim_books
from sync.province.database.schema import VERSION, postgres_tables


def lay_tables(connection: psycopg.Connection[Any], place: str, fingerprint: str) -> None:
    """Make the tables that an empty database or an older program's lacks; ``place`` names it.

    Raises ``NewerStore`` for a newer program's tables and ``StoreProblem`` for a server that
    would lose what it has acknowledged, or cannot hold every text, and for the books of another
    province's key than the one with this ``fingerprint``.
    """
    _refuse_unsafe(connection, place)
    with connection.transaction():
        lock_tables(connection)
        version = _version(connection)
        if version > VERSION:
            raise NewerStore(
                f"{place} was written by a newer program (schema {version}, this one knows "
                f"{VERSION}).",
                "Install the newer program again; nothing was changed.",
            )
        if version < VERSION:
            for table in postgres_tables(version):
                connection.execute(table.encode())
            _note_version(connection, version)
        claim_books(connection, place, fingerprint)


def _refuse_unsafe(connection: psycopg.Connection[Any], place: str) -> None:
    if _setting(connection, "fsync") != "on":
        raise StoreProblem(
            f"{place} runs with fsync=off and would lose what it has acknowledged.",
            "Set fsync = on in postgresql.conf and reload the server.",
        )
    encoding = _setting(connection, "server_encoding")
    if encoding != "UTF8":
        raise StoreProblem(
            f"{place} keeps texts as {encoding}.",
            "Make the database with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
        )


def _setting(connection: psycopg.Connection[Any], name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return str(row[0]) if row else ""


def _note_version(connection: psycopg.Connection[Any], before: int) -> None:
    if before == 0:
        connection.execute("CREATE TABLE books(version bigint NOT NULL)")
        connection.execute("INSERT INTO books(version) VALUES(%s)", (VERSION,))
    else:
        connection.execute("UPDATE books SET version = %s", (VERSION,))


def _version(connection: psycopg.Connection[Any]) -> int:
    if not table_exists(connection, "books"):
        return 0
    found = connection.execute("SELECT version FROM books").fetchone()
    return int(found[0]) if found else 0
