"""A PostgreSQL of the tests' own: in a folder of its own, on a Unix socket, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

_ROOM = 1024**3
"""Bytes that must be free in memory before anything is put there."""

_GUARD = 'cat; "$1" -D "$2" -s -w -m immediate stop; rm -rf "$3"'
"""Waits until its standard input ends, which a killed process's pipe does too."""

USER, SECRET, NAME = "anjungan", "rahasia-sekali", "provinsi"


def programs() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL server, or None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return found[-1].parent if found else None


class Cluster:
    """One server, started when made. ``socket`` is its folder; TCP it does not speak."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=roomy_memory()))
        self._who = _other_user()
        if self._who is not None:
            os.chown(self.folder, self._who.pw_uid, self._who.pw_gid)
        self._guard = self._start_guard()
        secret = self.folder / "secret"
        secret.write_text(SECRET)
        secret.chmod(0o644)
        self.run(
            *("initdb", "-D", self.data, "-U", USER, "-A", "scram-sha-256", "--pwfile", secret),
            *("-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"),
        )
        self.start()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {NAME}")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = NAME, *, schema: str = "", secret: str = SECRET) -> str:
        """Return the URL of a database, of one of its schemas."""
        path = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{USER}:{secret}@/{database}?host={self.folder}{path}"

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        self.run(
            *("pg_ctl", "-D", self.data, "-s", "-w", "-l", self.folder / "log"),
            *("-o", options, "start"),
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: ``fast`` as it should be, ``immediate`` as by a power cut."""
        self.run("pg_ctl", "-D", self.data, "-s", "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """End the server as by a power cut, and remove its folder."""
        self._guard.communicate(timeout=60)

    def _start_guard(self) -> subprocess.Popen[bytes]:
        """Start what removes the server when we let go of it, be it because somebody kills us."""
        return subprocess.Popen(
            ["sh", "-c", _GUARD, "guard", self._programs / "pg_ctl", self.data, self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            **self._whose(),
        )

    def _whose(self) -> dict[str, int]:
        return {"user": self._who.pw_uid, "group": self._who.pw_gid} if self._who else {}

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's own programs as the server's user."""
        # No pipe: the server would keep it open for good.
        subprocess.run(
            [self._programs / program, *map(str, arguments)],
            check=True,
            timeout=60,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._whose(),
        )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server of this worker's tests; skips where Debian's postgresql is not installed."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    cluster = Cluster(folder)
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


def _other_user() -> pwd.struct_passwd | None:
    """Return who runs the server where we are root, whom PostgreSQL refuses; else None."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]
