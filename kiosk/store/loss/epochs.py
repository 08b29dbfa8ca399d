"""The epochs of a data folder: each ledger that was begun here, in a small file beside them.

``epochs.json`` is written where an epoch begins and where what a lost ledger held has been saved,
never on the way to a ticket. It tells a ledger that was deleted from one that never was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.durable import write_whole
from kiosk.store.connection import FILE

EPOCHS = "epochs.json"
LARGEST_FILE = 1024 * 1024

Reason = Literal["first", "adopted", "damaged", "missing", "restored", "clone"]
"""Why an epoch began: ``first`` of its folder, or ``adopted``, begun before this file was kept;
the ledger before it was ``damaged``, ``missing`` or, by what the province knows, ``restored`` from
a backup or a ``clone``."""


State = Literal["begins", "runs", "over"]
"""``begins``: its ledger is being made, and whoever finds this finishes it. ``runs``: the one that
is written. ``over``: another one followed it."""


class EpochRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One epoch, as it stands in ``epochs.json``.

    ``began`` is ISO 8601; ``first_day`` the queue day it began with, whose number is ``day_id``;
    ``series`` the number of the series that was used on that day and until ``series_until``.
    ``ledger`` is the file that holds its events, "" where there is none. ``salvaged`` counts the
    events that could be kept; None while it runs, or nobody had the time to look. ``told_epoch``
    and ``told_seq`` are what others said they know, where that is the reason.
    """

    epoch: str
    terminal_id: str
    began: str
    series: int
    series_until: date
    first_day: date
    day_id: int
    reason: Reason
    state: State
    ledger: str = ""
    salvaged: int | None = None
    told_epoch: str = ""
    told_seq: int = 0

    @property
    def is_to_be_salvaged(self) -> bool:
        """Whether nobody has looked yet what can be saved of it."""
        return self.state == "over" and not self.ledger and self.salvaged is None


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger that can be read; only the ``current`` one still grows."""

    path: Path
    epoch: str
    current: bool


def read_epochs(folder: Path) -> list[EpochRecord] | None:
    """Return the epochs, oldest first; None where the file is missing.

    Raises ``ValueError`` for a file that cannot be understood.
    """
    path = folder / EPOCHS
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE)
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(content, type=list[EpochRecord])
    except msgspec.DecodeError as reason:
        raise ValueError(f"{path}: {reason}") from reason


def write_epochs(folder: Path, records: list[EpochRecord]) -> None:
    """Write the file whole, on the disk when this returns; raises ``OSError``."""
    content = msgspec.json.format(msgspec.json.encode(records)) + b"\n"
    write_whole(folder / EPOCHS, content)


def archive_of(epoch: str) -> str:
    """Return the file name of the ledger of an epoch that is over."""
    return f"ledger-{epoch}.db"


def ledgers_in(folder: Path) -> list[LedgerFile]:
    """Return the folder's ledgers, oldest first, the current one last.

    What an epoch left in quarantine only is not among them; nor is an epoch that is being begun.
    Raises ``ValueError`` where ``epochs.json`` cannot be understood: the next start mends it.
    """
    records = read_epochs(folder)
    if records is None:
        path = folder / FILE
        return [LedgerFile(path, "", current=True)] if path.is_file() else []
    return [
        LedgerFile(folder / record.ledger, record.epoch, record.ledger == FILE)
        for record in records
        if record.ledger and (folder / record.ledger).is_file()
    ]
