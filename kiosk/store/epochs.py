"""The epochs of a data folder: each ledger that was begun here, in a small file beside them.

``epochs.json`` is written where an epoch begins and where what a lost ledger held has been saved,
never on the way to a ticket. It tells a ledger that was deleted from one that never was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.store.connection import FILE

EPOCHS = "epochs.json"
LARGEST_FILE = 1024 * 1024

Reason = Literal["first", "adopted", "damaged", "missing", "restored", "clone"]
"""Why an epoch began: ``first`` of its folder, or ``adopted``, begun before this file was kept;
the ledger before it was ``damaged``, ``missing`` or, by what the province knows, ``restored`` from
a backup or a ``clone``."""


class EpochRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One epoch, as it stands in ``epochs.json``.

    ``began`` is ISO 8601; ``series`` the number of the series that was used on ``first_day``, with
    the day's number ``day_id``. ``ledger`` is the file that holds its events, empty while the epoch
    is being begun or where nothing of it is left. ``salvaged`` counts the events that could be
    saved of a lost ledger; None while it was not lost, or nobody had the time to look.
    """

    epoch: str
    terminal_id: str
    began: str
    series: int
    first_day: date
    day_id: int
    reason: Reason
    ledger: str = ""
    salvaged: int | None = None


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
    fresh = folder / f"{EPOCHS}.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        os.write(handle, msgspec.json.format(msgspec.json.encode(records)) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.rename(folder / EPOCHS)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk: what was renamed, made and removed in it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
