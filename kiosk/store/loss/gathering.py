"""Gathering what a lost ledger still tells, from wherever in the folder its files lie."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kiosk.errors import StoreProblem
from kiosk.identity import terminal_id
from kiosk.store.connection import FILE, open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident
from kiosk.store.loss.epochs import archive_of
from kiosk.store.loss.pages import Overflow, PageFile, rows_of
from kiosk.store.loss.quarantine import kept_of
from kiosk.store.loss.remains import Remains, remains_of
from kiosk.store.loss.salvage import MayGoOn, Salvage

_IDENT_COLUMNS = 7
_IDENT_PAGES = 64
"""Pages at a file's beginning on which whose ledger it is stands: its table is the first."""


def gather(folder: Path, lost: Ident, acked: int, now: datetime, may_go_on: MayGoOn) -> Remains:
    """Return what a lost ledger tells, which may still lie in its place, as far as time allows.

    Where all of it was looked at, what was saved is the archive of its epoch by then. A disk that
    does not even take that is no reason to give no numbers: it is done again later.
    """
    with (
        suppress(StoreProblem, OSError, sqlite3.Error),
        salvage_of(folder, lost, acked, now, in_place=True) as salvage,
    ):
        salvage.run(may_go_on)
        return remains_of(salvage)
    return Remains()


def salvage_of(folder: Path, lost: Ident, acked: int, now: datetime, *, in_place: bool) -> Salvage:
    """Return the salvage of a lost ledger from quarantine, or also from its place.

    ``acked`` is the last seq that others have. Raises what ``Salvage`` raises.
    """
    present = _present(folder) if in_place else []
    sources = [*present, *kept_of(folder, lost.epoch)]
    begins_after = max(acked, _purged(sources))
    return Salvage(sources, lost, folder / archive_of(lost.epoch), begins_after, now)


def ident_in(folder: Path) -> Ident | None:
    """Return whose ledger lies in the folder's place, or once lay, as its pages show."""
    for path in _present(folder):
        with PageFile(path) as file:
            overflow = Overflow([file])
            for index in range(min(file.count, _IDENT_PAGES)):
                for _, values in rows_of(file.page(index), overflow):
                    match values:
                        case [None, str(whose), int(number), str(mall), str(epoch), _, str()] if (
                            whose == terminal_id(mall, number)
                        ):
                            return Ident(whose, number, mall, epoch)
                        case _:
                            pass
    return None


def _present(folder: Path) -> list[Path]:
    files = (folder / FILE, folder / f"{FILE}-wal")
    return [path for path in files if path.is_file() and path.stat().st_size]


def _purged(sources: Sequence[Path]) -> int:
    """Return up to where events were purged after they had been proven, as far as that is told."""
    found = 0
    for path in sources:
        with suppress(sqlite3.Error), closing(open_read_only(path)) as connection:
            row = connection.execute("SELECT purge_ok FROM retention").fetchone()
            found = max(found, row[0] if row else 0)
    return found
