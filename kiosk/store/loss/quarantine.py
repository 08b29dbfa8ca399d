"""Quarantine: a ledger that cannot be used is moved aside, never deleted, with all its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from kiosk.durable import sync_folder
from kiosk.store.connection import FILE

QUARANTINE = "quarantine"
SUFFIXES = ("", "-wal", "-shm", "-journal")
"""The ledger and what SQLite keeps beside it; they belong together, and would spoil another one."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"ledger-(?P<stamp>\d{8}T\d{6}Z)(?:\.\d+)?-(?P<epoch>.+)\.db")


def place_for(folder: Path, epoch: str, when: datetime) -> Path:
    """Return where the ledger of an epoch ("" where unknown) is to lie; nothing lies there yet."""
    stamp = when.astimezone(UTC).strftime(_STAMP)
    name = f"{epoch or 'unknown'}.db"
    places = (folder / QUARANTINE / f"ledger-{stamp}{again}-{name}" for again in _again())
    return next(place for place in places if not place.exists())


def set_aside(folder: Path, place: Path) -> bool:
    """Move the folder's ledger and its WAL to ``place``; whether there was anything to move.

    May be cut off at any moment and called again: it moves what is left.
    """
    place.parent.mkdir(mode=0o700, exist_ok=True)
    moved = False
    for suffix in SUFFIXES:
        found = folder / f"{FILE}{suffix}"
        if found.exists():
            found.rename(place.with_name(place.name + suffix))
            moved = True
    sync_folder(place.parent)
    sync_folder(folder)
    return moved


def kept_of(folder: Path, epoch: str) -> list[Path]:
    """Return the quarantined files of an epoch that may hold events: databases and their WALs.

    Oldest first; those whose epoch nobody could tell are among them.
    """
    found = [
        path
        for path in sorted((folder / QUARANTINE).glob("ledger-*"))
        if (name := _NAME.fullmatch(path.name.removesuffix("-wal")))
        and name["epoch"] in {epoch, "unknown"}
    ]
    return [path for path in found if path.stat().st_size]


def losses(folder: Path) -> list[tuple[str, datetime]]:
    """Return the epochs ("" where unknown) whose ledgers lie in quarantine, and when they came."""
    # Of a ledger that was deleted only its WAL may have come.
    stems = {re.sub(r"\.db-\w+$", ".db", p.name) for p in (folder / QUARANTINE).glob("ledger-*")}
    names = [_NAME.fullmatch(stem) for stem in sorted(stems)]
    return [
        ("" if name["epoch"] == "unknown" else name["epoch"], _moment(name["stamp"]))
        for name in names
        if name
    ]


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _again() -> Iterator[str]:
    yield ""
    yield from (f".{number}" for number in count(2))
