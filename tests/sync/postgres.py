"""A PostgreSQL of the tests' own, as ``kiosk bench`` has one; in memory where there is room."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from kiosk.bench.postgres import SECRET, Cluster, programs

__all__ = ["SECRET", "Cluster", "postgres", "programs"]

_ROOM = 1024**3
"""Bytes that must be free in memory before anything is put there."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server of this worker's tests; skips where Debian's postgresql is not installed."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    cluster = Cluster(folder, roomy_memory())
    try:
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """The URL of an empty schema that nobody else has."""
    with _schema(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def kept_postgres_url(postgres: Cluster) -> Iterator[str]:
    """The URL of a schema that stays; ``swept_postgres_url`` hands it out."""
    with _schema(postgres) as url:
        yield url


@pytest.fixture
def swept_postgres_url(kept_postgres_url: str) -> Iterator[str]:
    """The URL of a schema whose tables stand already and are empty: a tenth of the time."""
    yield kept_postgres_url
    with psycopg.connect(kept_postgres_url, autocommit=True) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
            "AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'books'"
        ).fetchall()
        with connection.transaction():
            for (table,) in tables:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


@contextmanager
def _schema(cluster: Cluster) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    yield cluster.url(schema=name)
    # Another connection: a test may have stopped the server meanwhile.
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {name} CASCADE")


def roomy_memory() -> str | None:
    """Return a folder in memory where there is room, or None; fsyncs cost nothing there."""
    memory = "/dev/shm"  # noqa: S108
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= _ROOM
    return memory if roomy else None
