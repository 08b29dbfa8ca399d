"""The history of a data folder: its epochs, whose they are, and which series is free on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import msgspec

from kiosk.clock import JAKARTA
from kiosk.errors import StoreProblem
from kiosk.identity import KEY_FILE
from kiosk.store import days
from kiosk.store.connection import FILE, open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident, read_ident
from kiosk.store.labels import LAST_SPARE, series_of
from kiosk.store.loss.epochs import EPOCHS, EpochRecord, Reason, State, archive_of, read_epochs
from kiosk.store.loss.quarantine import QUARANTINE, losses
from kiosk.store.queue_day import QueueDay


@dataclass(frozen=True, slots=True)
class History:
    """The epochs, oldest first.

    Not ``recorded`` means that ``epochs.json`` was missing or could not be understood, so that
    these are only what the folder still shows of earlier epochs: the present one is not among them.
    """

    records: list[EpochRecord]
    recorded: bool


def read_history(folder: Path, whose: Ident) -> History:
    """Return the folder's history; ``whose`` it is where nothing tells."""
    try:
        records = read_epochs(folder)
    except ValueError:
        records = None
    if records:
        return History(records, recorded=True)
    archived = sorted(_archived(folder), key=lambda record: record.day_id)
    return History([*_quarantined(folder, whose), *archived], recorded=False)


def put_damaged_record_aside(folder: Path, now: datetime) -> None:
    """Keep an ``epochs.json`` that could not be understood; another one is about to be written."""
    path = folder / EPOCHS
    if path.exists():
        (folder / QUARANTINE).mkdir(mode=0o700, exist_ok=True)
        path.rename(folder / QUARANTINE / f"epochs-{now:%Y%m%dT%H%M%S}.json")


def had_ledger(folder: Path, *, was_locked: bool) -> bool:
    """Whether a ledger was here that no record tells of; where it is missing now, it was lost.

    A lock alone is left by a start that failed, and the mall's key may be brought by hand before
    the first start; both together a program left that had opened its ledger. So did a WAL that has
    no ledger any more.
    """
    wal = folder / f"{FILE}-wal"
    orphan = not (folder / FILE).exists() and wal.exists() and wal.stat().st_size > 0
    return orphan or (was_locked and (folder / KEY_FILE).exists())


def record_of(ident: Ident, day: QueueDay, reason: Reason, state: State) -> EpochRecord:
    """Return the record of a ledger that is or was there, and that no record tells of.

    ``day`` is the latest that is known of it.
    """
    return EpochRecord(
        epoch=ident.epoch,
        terminal_id=ident.terminal_id,
        began="",
        series=ident.series_on(day.date),
        series_until=max(day.date, ident.spare_until),
        first_day=day.date,
        day_id=day.day_id,
        reason=reason,
        state=state,
        ledger=FILE if state == "runs" else "",
    )


def next_spare(records: list[EpochRecord], day: date, known: int = 0) -> int:
    """Return the first spare series that no epoch can have used on ``day`` or a later one.

    ``known`` is the highest that anything else tells of. Raises ``StoreProblem`` after the ninth.
    """
    spares = [record.series // 100 for record in records if record.series_until >= day]
    used = max([known, *spares])
    if used == LAST_SPARE:
        raise StoreProblem(
            f"{LAST_SPARE} ledgers were lost on {day} already, so no series is left for it.",
            "Replace the disk. Until the next queue day another terminal has to give the numbers.",
        )
    return used + 1


def next_day_id(records: list[EpochRecord], day: date, known: int) -> int:
    """Return a day's number that is greater than any that was used until ``day``.

    A queue day's number grows by one at most while its date grows by one, so an epoch that began
    with day 5 cannot have got beyond day 7 two dates later, whatever of it was lost. ``known`` is
    the highest number that anything tells.
    """
    bounds = [r.day_id + max(0, (day - r.first_day).days) for r in records]
    return max([known, *bounds]) + 1


def _archived(folder: Path) -> Iterator[EpochRecord]:
    for path in folder.glob("ledger-*.db"):
        with suppress(sqlite3.Error), closing(open_read_only(path)) as connection:
            ident, day = read_ident(connection), days.current_day(connection)
            if ident and day and path.name == archive_of(ident.epoch):
                yield _over(ident, day, ident.spare_on(day.date) + 1, path.name)


def _quarantined(folder: Path, whose: Ident) -> Iterator[EpochRecord]:
    spares = Counter[date]()
    for epoch, moment in losses(folder):
        day = moment.astimezone(JAKARTA).date()
        spares[day] += 1
        if not (folder / archive_of(epoch)).exists():
            yield _over(replace(whose, epoch=epoch), QueueDay(1, day), spares[day], "")


def _over(ident: Ident, day: QueueDay, follower: int, ledger: str) -> EpochRecord:
    """Return the record of an epoch that is over, as far as it can be told from its files.

    It stands for the ledger that followed it, too, which used the spare series ``follower``.
    """
    record = record_of(ident, day, "adopted", "over")
    series = series_of(ident.terminal, min(follower, LAST_SPARE))
    # Where its epoch is not known, no row can prove itself.
    salvaged = None if ident.epoch else 0
    return msgspec.structs.replace(record, series=series, ledger=ledger, salvaged=salvaged)
