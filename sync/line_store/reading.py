"""Reading ``line.db`` beside the agent, or without one; never writes."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.errors import StoreProblem
from kiosk.store.connection import open_read_only
from kiosk.store.engine import sqlite3
from sync.enrolled import Enrolment, read_enrolment
from sync.line_store.connection import FILE, Damaged, check, plain_errors
from sync.line_store.state import LineState
from sync.line_store.tables import read_state


def read_line_store(folder: Path) -> LineState | None:
    """Return what is remembered of the line, or None where the terminal is not enrolled.

    A missing ``line.db`` is one that remembers nothing. Raises ``StoreProblem`` where it is damaged
    (the agent rebuilds it), ``NotPermitted`` and ``DataProblem`` as ``read_enrolment`` does.
    """
    server = read_enrolment(folder)
    if server is None:
        return None
    path = folder / FILE
    if not path.is_file():
        return LineState(server)
    try:
        with plain_errors(path):
            return _read(path, server)
    except Damaged as reason:
        raise StoreProblem(
            f"{path}: it is damaged or no line.db ({reason}).",
            "Start the agent: it sets the file aside and learns from the province how far it is.",
        ) from reason


def _read(path: Path, server: Enrolment) -> LineState:
    try:
        return _read_file(path, server)
    except sqlite3.OperationalError:
        # Without its writer a WAL database wants to be written even for reading.
        with TemporaryDirectory(prefix="line-") as copy:
            for end in ("", "-wal"):
                if (found := path.with_name(path.name + end)).exists():
                    shutil.copyfile(found, Path(copy) / found.name)
            return _read_file(Path(copy) / path.name, server)


def _read_file(path: Path, server: Enrolment) -> LineState:
    with closing(open_read_only(path)) as connection:
        version = check(connection, path)
        return read_state(connection, server, version) if version else LineState(server)
