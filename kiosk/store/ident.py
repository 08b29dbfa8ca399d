"""Whose ledger it is: terminal, mall and epoch, fixed at the first start of a data folder."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.errors import WrongTerminal
from kiosk.identity import terminal_id
from kiosk.store.engine import sqlite3

FIRST_TERMINAL = 1


@dataclass(frozen=True, slots=True)
class Ident:
    """``terminal_id`` is ``MALL-NUMBER``; ``epoch`` a UUID that a salvaged ledger changes."""

    terminal_id: str
    terminal: int
    mall: str
    epoch: str


def read_ident(connection: sqlite3.Connection) -> Ident | None:
    """Return whose ledger it is, or None before the first start was finished."""
    row = connection.execute("SELECT terminal_id, terminal, mall, epoch FROM ident").fetchone()
    return Ident(*row) if row else None


def fix_ident(
    connection: sqlite3.Connection, mall: str, terminal: int | None, now: datetime
) -> Ident:
    """Write down whose ledger it is; without a number it is terminal 1."""
    number = FIRST_TERMINAL if terminal is None else terminal
    ident = Ident(terminal_id(mall, number), number, mall, str(uuid.uuid4()))
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
