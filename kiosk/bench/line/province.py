"""The province of a measurement: ``kiosk province serve`` in a process of its own."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.bench.line.terminals import Terminal
from kiosk.bench.programs import giving_way, module, running, said
from sync.agent.transport import HttpTransport
from sync.enrolment import claim_of, enrol
from sync.province.books import open_books

APP = "bench"


@dataclass(frozen=True, slots=True)
class OwnProvince:
    """A province that listens at ``url``: its folder, and the URL of its books, None for SQLite."""

    url: str
    store: Path
    database: str | None
    process: subprocess.Popen[str]

    def enrol(self, terminals: Iterable[Terminal], by: str = "") -> None:
        """Invite terminals, and have them enrol over HTTP; ``by`` is another way to the server."""
        with closing(open_books(self.store, self.database)) as books:
            for terminal in terminals:
                code = books.invite(terminal.id, time.time_ns() // 1_000_000).code
                with closing(HttpTransport(by or self.url)) as way:
                    enrol(terminal.folder, way, claim_of(terminal.id, code, APP))


@contextmanager
def own_province(
    within: str, database: str | None = None, *, gives_way: bool = False
) -> Generator[OwnProvince]:
    """Serve from a folder ``within`` another; ``database`` is a PostgreSQL URL, else SQLite.

    One that ``gives_way`` leaves the processors to others, as if it were another machine.
    """
    store = Path(within) / "province"
    books = ("--database", database) if database else ()
    command = module("kiosk", "province", "serve", "--store", store, "--listen", "127.0.0.1:0")
    command += books
    with running(giving_way(command) if gives_way else command) as process:
        url = said(process).split()[2]
        yield OwnProvince(url, store, database, process)
