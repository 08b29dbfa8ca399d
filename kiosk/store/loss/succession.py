"""Succession: one ledger is over, another follows. Each step may be cut off and is finished later.

First ``epochs.json`` names the ledger that is to follow, with its day and its series. From then on
whoever opens the folder moves the old files aside, makes the new ledger beside them, renames it
into its place and writes down that it runs.
"""

from __future__ import annotations

import uuid
from contextlib import closing, suppress
from datetime import date, time
from pathlib import Path

from msgspec.structs import replace

from kiosk.clock import Clock
from kiosk.store.connection import FILE, open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident, read_ident
from kiosk.store.labels import series_of
from kiosk.store.loss.beginning import begin_ledger
from kiosk.store.loss.epochs import EpochRecord, Reason, archive_of, write_epochs
from kiosk.store.loss.gathering import gather
from kiosk.store.loss.history import next_day_id, next_spare
from kiosk.store.loss.quarantine import kept_of, place_for, set_aside
from kiosk.store.loss.remains import Remains, remains_in
from kiosk.store.loss.wal import RunningMark
from kiosk.store.loss.witness import Elsewhere, Witness
from kiosk.store.queue_day import LONGEST_CLOSURE, day_of

AT_ONCE_MS = 800
"""How long a start may look for what can be saved; what takes longer is done while nobody waits."""

WHOLE: tuple[Reason, ...] = ("restored", "clone")
"""Reasons for which a ledger is over that is whole: it is kept as it is."""


class Succession:
    """Begins the epoch that follows a ledger in ``folder``."""

    def __init__(self, folder: Path, clock: Clock, starts: time, witness: Witness) -> None:
        """Ask ``witness`` what others know; queue days begin at ``starts``, local time."""
        self._folder, self._clock, self._starts = folder, clock, starts
        self._witness = witness

    def begin(
        self, records: list[EpochRecord], lost: Ident, reason: Reason, told: tuple[str, int]
    ) -> None:
        """Let another ledger follow that of ``lost``.

        ``told`` is the epoch and seq that others said they know, ("", 0) where they said nothing.
        Raises ``StoreProblem`` after the ninth on one day.
        """
        elsewhere, remains = self._witness(), self._remains(lost, reason)
        dates = _dates(records, remains, elsewhere)
        day = self._first_day(dates)
        known = max(remains.day.day_id if remains.day else 0, elsewhere.day_id)
        spare = next_spare(records, day, remains.spare_on(day))
        record = EpochRecord(
            epoch=str(uuid.uuid4()),
            terminal_id=lost.terminal_id,
            began=self._clock.now().isoformat(timespec="seconds"),
            series=series_of(lost.terminal, spare),
            series_until=max([day, *dates]),
            first_day=day,
            day_id=next_day_id(records, day, known),
            reason=reason,
            state="begins",
            told_epoch=told[0],
            told_seq=told[1],
        )
        write_epochs(self._folder, [*records, record])
        self.finish([*records, record], lost, remains)

    def finish(
        self, records: list[EpochRecord], lost: Ident, remains: Remains | None = None
    ) -> None:
        """Do what is left to be done until the last of ``records`` runs."""
        record = records[-1]
        present = self._in_place()
        if present is None or present.epoch != record.epoch:
            remains = remains or self._remains(lost, record.reason)
            self._put_away(lost, record.reason)
            old = self._old_files(lost)
            whose = (lost.mall, lost.terminal)
            begin_ledger(self._folder, whose, record, lost.epoch, remains, old, self._clock)
        # The mark stood for the old ledger's WAL.
        RunningMark(self._folder / FILE).clear()
        over = [self._over(each, lost, remains) for each in records[:-1]]
        runs = replace(record, state="runs", ledger=FILE)
        write_epochs(self._folder, [*over, runs])

    def _remains(self, lost: Ident, reason: Reason) -> Remains:
        if reason in WHOLE:
            for path in (self._folder / FILE, self._folder / archive_of(lost.epoch)):
                with suppress(sqlite3.Error), closing(open_read_only(path)) as connection:
                    ident = read_ident(connection)
                    if ident is not None and ident.epoch == lost.epoch:
                        return remains_in(connection)
        until = self._clock.mono_ms() + AT_ONCE_MS
        acked = self._witness().acked.get(lost.epoch, 0)
        now = self._clock.now()
        return gather(self._folder, lost, acked, now, lambda: self._clock.mono_ms() < until)

    def _first_day(self, known: list[date]) -> date:
        """Return the date to go on with: the clock's, but none before what is known.

        A clock that is certainly wrong counts only where nothing else does; one that is vouched
        for leads out of a future that a broken clock began.
        """
        now = self._clock.now()
        quality, today = self._clock.quality_of(now), day_of(now, self._starts)
        latest = max(known, default=today)
        if quality == "trusted" and latest - today > LONGEST_CLOSURE:
            return today
        return latest if quality == "suspect" else max(latest, today)

    def _in_place(self) -> Ident | None:
        """Return whose ledger is in its place, None where there is none or it cannot be read.

        What is made beside comes there only whole, so the new epoch's is there or is not.
        """
        with suppress(sqlite3.Error), closing(open_read_only(self._folder / FILE)) as connection:
            return read_ident(connection)
        return None

    def _put_away(self, lost: Ident, reason: Reason) -> None:
        """Move the old ledger out of the way: to its archive where it is whole, or aside."""
        present = self._in_place() or lost
        archive = self._folder / archive_of(present.epoch)
        whole = reason in WHOLE and not archive.exists()
        place = archive if whole else place_for(self._folder, present.epoch, self._clock.now())
        set_aside(self._folder, place)

    def _old_files(self, lost: Ident) -> list[Path]:
        archive = self._folder / archive_of(lost.epoch)
        kept = [path for path in kept_of(self._folder, lost.epoch) if path.suffix == ".db"]
        return [*kept, archive] if archive.exists() else kept

    def _over(self, record: EpochRecord, lost: Ident, remains: Remains | None) -> EpochRecord:
        archive = archive_of(record.epoch)
        ledger = archive if (self._folder / archive).is_file() else ""
        salvaged = record.salvaged
        if record.epoch == lost.epoch and remains is not None:
            salvaged = remains.events
        return replace(record, state="over", ledger=ledger, salvaged=salvaged)


def _dates(records: list[EpochRecord], remains: Remains, elsewhere: Elsewhere) -> list[date]:
    """Return the latest queue days that are known of the folder's epochs."""
    known = [max(record.first_day, record.series_until) for record in records]
    known += [remains.day.date] if remains.day else []
    known += [elsewhere.date] if elsewhere.date else []
    return known
