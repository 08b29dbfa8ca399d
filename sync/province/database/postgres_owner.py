"""Whose books a PostgreSQL holds: those of the province whose key they were begun under.

Another store's key would refuse every terminal and every code, without a word of why.
"""

from __future__ import annotations

from typing import Any

import psycopg

from kiosk.errors import StoreProblem

_HAS_COLUMN = (
    "SELECT 1 FROM pg_attribute WHERE attrelid = 'books'::regclass AND attname = 'fingerprint' "
    "AND NOT attisdropped"
)


def claim_books(connection: psycopg.Connection[Any], place: str, fingerprint: str) -> None:
    """Keep the fingerprint of the province's key in its books; ``place`` names the database.

    Books without a terminal are nobody's yet. To be called in a transaction that has locked the
    tables. Raises ``StoreProblem`` where they belong to another key.
    """
    if connection.execute(_HAS_COLUMN).fetchone() is None:
        connection.execute("ALTER TABLE books ADD COLUMN fingerprint text")
    found = connection.execute("SELECT fingerprint FROM books").fetchone()
    kept = found[0] if found else None
    if kept == fingerprint:
        return
    if kept is not None and connection.execute("SELECT 1 FROM terminal LIMIT 1").fetchone():
        raise StoreProblem(
            f"{place} has the books of the province with the key {kept}; the key in the store is "
            f"{fingerprint}.",
            "Name the store that these books belong to, or another database. If that key is lost "
            "for good: UPDATE books SET fingerprint = NULL, then enrol every terminal again.",
        )
    connection.execute("UPDATE books SET fingerprint = %s", (fingerprint,))
