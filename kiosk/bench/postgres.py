"""A PostgreSQL of one's own: in a folder of its own, on a Unix socket, gone at the end.

It runs as another user where we are root, whom PostgreSQL refuses, and with fsync on.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import psycopg

from kiosk.bench.figure import ToolMissing
from kiosk.bench.programs import giving_way

USER, SECRET, NAME = "anjungan", "rahasia-sekali", "provinsi"

_DEBIAN = Path("/usr/lib/postgresql")
_LONGEST_S = 60
_GUARD = 'cat; "$1" -D "$2" -s -w -m immediate stop; rm -rf "$3"'
"""Waits until its standard input ends, which a killed process's pipe does too."""


class _Whose(TypedDict):
    user: int | None
    group: int | None


def programs() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL server, or None where there is none."""
    found = sorted(_DEBIAN.glob("*/bin/pg_ctl"))
    return found[-1].parent if found else None


@contextmanager
def own_postgres(*, gives_way: bool = False) -> Generator[str]:
    """Run a server on the disk and give the URL of an empty database; raises ``ToolMissing``.

    One that ``gives_way`` leaves the processors to others, as if it were another machine.
    """
    folder = programs()
    if folder is None:
        raise ToolMissing("No PostgreSQL server is installed.", "apt-get install postgresql")
    cluster = Cluster(folder, gives_way=gives_way)
    try:
        yield cluster.url()
    finally:
        cluster.remove()


class Cluster:
    """One server, started when made. ``folder`` holds its socket; TCP it does not speak."""

    def __init__(
        self, programs: Path, within: str | None = None, *, gives_way: bool = False
    ) -> None:
        """Make a server with an empty database, in a new folder ``within`` one or among TMPDIR's.

        Raises ``CalledProcessError`` where one of PostgreSQL's own programs fails.
        """
        self._programs, self._gives_way = programs, gives_way
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=within))
        self._whose = _other_user()
        os.chown(self.folder, _number(self._whose["user"]), _number(self._whose["group"]))
        self._guard = self._start_guard()
        secret = self.folder / "secret"
        secret.write_text(SECRET, encoding="ascii")
        secret.chmod(0o644)
        self.run(
            *("initdb", "-D", self.data, "-U", USER, "-A", "scram-sha-256", "--pwfile", secret),
            *("-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"),
        )
        self.start()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {NAME}".encode())

    @property
    def data(self) -> Path:
        """The server's files."""
        return self.folder / "data"

    def url(self, database: str = NAME, *, schema: str = "", secret: str = SECRET) -> str:
        """Return the URL of a database, of one of its schemas."""
        path = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{USER}:{secret}@/{database}?host={self.folder}{path}"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
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
        self._guard.communicate(timeout=_LONGEST_S)

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's own programs as the server's user."""
        command = [str(self._programs / program), *map(str, arguments)]
        # No pipe: the server would keep it open for good.
        subprocess.run(
            giving_way(command) if self._gives_way else command,
            check=True,
            timeout=_LONGEST_S,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._whose,
        )

    def _start_guard(self) -> subprocess.Popen[bytes]:
        """Start what removes the server when we let go of it, be it because somebody kills us."""
        return subprocess.Popen(
            ["sh", "-c", _GUARD, "guard", self._programs / "pg_ctl", self.data, self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            **self._whose,
        )


def _other_user() -> _Whose:
    """Return who runs the server where we are root; else nobody else."""
    if os.geteuid() != 0:
        return {"user": None, "group": None}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    found = known.get("postgres") or known["nobody"]
    return {"user": found.pw_uid, "group": found.pw_gid}


def _number(of: int | None) -> int:
    """Return whom chown is told: -1 leaves it as it is."""
    return -1 if of is None else of
