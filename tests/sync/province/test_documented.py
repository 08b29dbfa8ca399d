"""``docs/province.md`` names every table and its key as they are."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.store.engine import sqlite3
from sync.province.database.schema import sqlite_tables

PAGE = Path(__file__).parents[3] / "docs" / "province.md"


def described() -> dict[str, list[str]]:
    """Return the tables of the page and the columns of their keys."""
    rows = re.findall(r"^\| `(\w+)` \| ([a-z_, ]+) \| ", PAGE.read_text(), re.MULTILINE)
    return {table: key.split(", ") for table, key in rows}


def made() -> dict[str, list[str]]:
    connection = sqlite3.connect(":memory:")
    try:
        for statement in sqlite_tables():
            connection.execute(statement)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {name: _key(connection, name) for (name,) in names}
    finally:
        connection.close()


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [name for _, name in sorted((rank, name) for _, name, *_, rank in columns if rank)]


def test_every_table_is_described_with_its_key():
    found = described()
    alarms = {"cloned", "forked", "restored"}
    assert {table: key for table, key in found.items() if table not in alarms} == made()


def test_every_table_but_one_begins_with_the_terminal():
    keys = made()
    assert keys.pop("wrong_code") == ["minute"]
    assert {key[0] for key in keys.values()} == {"terminal"}
