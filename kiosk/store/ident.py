"""Whose ledger it is: terminal, mall and epoch, fixed at the first start of a data folder."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.errors import WrongTerminal
from kiosk.identity import terminal_id
from kiosk.store.engine import sqlite3
from kiosk.store.labels import series_of

FIRST_TERMINAL = 1
EPOCH_START = "epoch.start"
"""Kind of the first event of a ledger that follows a lost one."""


@dataclass(frozen=True, slots=True)
class Ident:
    """``terminal_id`` is ``MALL-NUMBER``; ``epoch`` a UUID, another one after a lost ledger.

    ``spare`` is the spare series (1 to 9) of all days up to ``spare_until``, the last on which an
    earlier ledger can have given numbers; 0 in a ledger that follows none. Both stand in the
    ledger's first event.
    """

    terminal_id: str
    terminal: int
    mall: str
    epoch: str
    spare: int = 0
    spare_until: date = date.min

    def spare_on(self, day: date) -> int:
        """Return the spare series that a day's numbers are taken from, 0 for the terminal's own."""
        return self.spare if day <= self.spare_until else 0

    def series_on(self, day: date) -> int:
        """Return the series that a day's numbers are taken from."""
        return series_of(self.terminal, self.spare_on(day))


def read_ident(connection: sqlite3.Connection) -> Ident | None:
    """Return whose ledger it is, or None before the first start was finished."""
    row = connection.execute("SELECT terminal_id, terminal, mall, epoch FROM ident").fetchone()
    if row is None:
        return None
    spare, until = _spare(connection)
    return Ident(*row, spare=spare, spare_until=until)


def fix_ident(
    connection: sqlite3.Connection,
    mall: str,
    terminal: int | None,
    now: datetime,
    epoch: str | None = None,
) -> Ident:
    """Write down whose ledger it is: terminal 1 without a number, a new epoch without one."""
    number = FIRST_TERMINAL if terminal is None else terminal
    ident = Ident(terminal_id(mall, number), number, mall, epoch or str(uuid.uuid4()))
    connection.execute(
        "INSERT INTO ident(one, terminal_id, terminal, mall, epoch, created) "
        "VALUES(1, ?, ?, ?, ?, ?)",
        (ident.terminal_id, number, mall, ident.epoch, now.isoformat(timespec="seconds")),
    )
    return ident


def refuse_other(ident: Ident, folder: Path, mall: str, terminal: int | None) -> None:
    """Raise ``WrongTerminal`` unless the ledger is of this mall and terminal (None: whichever)."""
    if ident.mall == mall and terminal in {None, ident.terminal}:
        return
    asked = f"terminal {terminal or ident.terminal} of {mall}"
    raise WrongTerminal(
        f"{folder} belongs to terminal {ident.terminal} of {ident.mall}, not to {asked}.",
        "Give another terminal a data folder of its own (--data DIR); a folder's terminal number "
        "never changes, or two machines could give the same numbers.",
    )


def _spare(connection: sqlite3.Connection) -> tuple[int, date]:
    """Return the spare series and the last of its days, 0 where the ledger follows none.

    The first event may have been purged; its day is long over then. What was tampered with is for
    whoever checks the chain to tell.
    """
    row = connection.execute(
        "SELECT body FROM event WHERE seq = 1 AND kind = ?", (EPOCH_START,)
    ).fetchone()
    if row is None:
        return 0, date.min
    try:
        body = json.loads(row[0])
        return int(body["series"]) // 100, date.fromisoformat(body["series_until"])
    except (ValueError, KeyError, TypeError):
        return 0, date.min
