"""A run's books in PostgreSQL; a backup is a copy of the database, made by the server itself."""

from __future__ import annotations

import itertools
import uuid
from pathlib import Path

import psycopg

from tests.sync.faults.backups import Backup
from tests.sync.faults.kills import Snapshot
from tests.sync.postgres import Cluster


class PostgresDatabase:
    """A database of its own in a cluster; after a kill its server rolls back by itself."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        """Make the database; the province's key lies in ``folder``."""
        self.folder = folder / "store"
        self.folder.mkdir(parents=True)
        self._cluster = cluster
        self._name = f"faults_{uuid.uuid4().hex}"
        self._numbers = itertools.count(1)
        self._copies: list[str] = []
        self._run(f"CREATE DATABASE {self._name}")
        self.url: str | None = cluster.url(self._name)

    def back_up(self) -> Backup:
        """Copy the database while nobody has it open."""
        copy = f"{self._name}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {copy} TEMPLATE {self._name}")
        self._copies.append(copy)
        return _Copy(self, copy)

    def put_in_place(self, copy: str) -> None:
        """Let a copy take the place of the database."""
        self._run(f"DROP DATABASE {self._name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {self._name} TEMPLATE {copy}")

    def snapshot(self) -> list[Snapshot]:
        """Return nothing: what was not committed is gone with the connection."""
        return []

    def close(self) -> None:
        """Drop the database and its copies."""
        for name in (self._name, *self._copies):
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._cluster.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


class _Copy:
    def __init__(self, database: PostgresDatabase, name: str) -> None:
        self._database, self._name = database, name

    def put_back(self) -> None:
        self._database.put_in_place(self._name)
