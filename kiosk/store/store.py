"""The store: one writer of one ledger. A visit is one transaction and one fsync."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from kiosk.clock import Clock
from kiosk.errors import DiskFull, Refused
from kiosk.identity import mall_key
from kiosk.store.connection import FILE
from kiosk.store.day_visits import DayVisit, read_day_visits
from kiosk.store.days import DayStatus
from kiosk.store.folder_lock import LOCK_FILE, FolderLock
from kiosk.store.ident import Ident
from kiosk.store.issuing import write_visit
from kiosk.store.loss.aftercare import Aftercare
from kiosk.store.loss.ballast import Ballast
from kiosk.store.loss.recovery import Recovery
from kiosk.store.loss.repairs import Repairs
from kiosk.store.loss.second_try import tried_again
from kiosk.store.loss.witness import Witness, nobody_knows
from kiosk.store.papers.print_journal import Left, nobody_waits
from kiosk.store.pauses import read_pauses, refuse_paused
from kiosk.store.queue_day import QueueDay, day_of
from kiosk.store.recalling import Recalled, recall_label, recall_visit
from kiosk.store.recalling_earlier import recall_earlier_label, recall_earlier_visit
from kiosk.store.usage import read_usage
from kiosk.store.writer import Writer
from kiosk.visits.model import Visit
from kiosk.visits.ports import Draft, Usage


class Store(Repairs):
    """A ledger that is open for writing; implements ``kiosk.visits.ports.Ledger``.

    Any thread may call; calls take turns, and each returns when its work is on the disk.
    """

    def __init__(
        self,
        writer: Writer,
        clock: Clock,
        starts: time,
        lock: FolderLock,
        ballast: Ballast,
        aftercare: Aftercare,
        before_recovery: Left = nobody_waits,
    ) -> None:
        """Take over a ledger that was looked at, in a folder that this process has locked."""
        super().__init__(writer, clock, ballast, aftercare)
        self.folder = writer.path.parent
        self._starts = starts
        self._lock = lock
        self._key = mall_key(self.folder)
        self.recovered = self.recover(before_recovery)

    @property
    def ident(self) -> Ident:
        """Whose ledger it is; its epoch changes where another ledger follows a lost one."""
        return self._writer.ident

    @tried_again
    def usage(self, now: datetime) -> Usage:
        """Return what was issued in the queue day that ``now`` belongs to, and what is paused."""
        decision = self._writer.decide(now)
        with self._writer.reading() as connection:
            day = None if decision.begins else decision.day
            pauses = read_pauses(connection, day.day_id if day else None)
            used = Usage()
            if day is not None:
                used = read_usage(connection, day.day_id, self.ident.series_on(day.date))
        return replace(used, closed=frozenset(pauses.agencies), paused=pauses.kiosk is not None)

    @tried_again
    def issue(self, draft: Draft, now: datetime) -> Visit:
        """Write a visit down and return it with its numbers.

        One transaction: series, quotas, events, what was asked, print job. Raises ``Refused`` where
        a series is full or staff have closed the counter or the kiosk by then, ``StoreProblem``
        where it could not be written; nothing was issued then.
        """
        with self._writer.entry(now, draft.catalogue_version) as entry:
            agencies = [agency for stop in draft.stops for agency in stop.agencies]
            refuse_paused(entry.connection, entry.day.day_id, agencies)
            return write_visit(entry, draft, self._key)

    @tried_again
    def recall(self, label: str, now: datetime) -> Recalled | None:
        """Return the visit of ``now``'s queue day that has a number, as it was issued, or None.

        Case and blanks of ``label`` do not matter: it may be typed.
        """
        decision, typed = self._writer.decide(now), "".join(label.split()).upper()
        if decision.begins:
            return None
        with self._writer.reading() as connection:
            terminal, day = self.ident.terminal, decision.day.date
            return recall_label(connection, terminal, typed) or recall_earlier_label(
                self.folder, connection, terminal, typed, day
            )

    @tried_again
    def recall_visit(self, visit: str) -> Recalled | None:
        """Return a visit of any day by its UUID, as it was issued, or None."""
        with self._writer.reading() as connection:
            terminal = self.ident.terminal
            return recall_visit(connection, terminal, visit) or recall_earlier_visit(
                self.folder, connection, terminal, visit
            )

    @tried_again
    def day_visits(self, now: datetime, most: int) -> list[DayVisit]:
        """Return the last ``most`` visits of ``now``'s queue day, newest first."""
        decision = self._writer.decide(now)
        if decision.begins:
            return []
        with self._writer.reading() as connection:
            return read_day_visits(connection, decision.day.day_id, most)

    @tried_again
    def record(
        self,
        kind: str,
        body: Mapping[str, Any],
        now: datetime,
        *,
        catalogue_version: int | None = None,
    ) -> None:
        """Append one event in a transaction of its own."""
        with self._writer.entry(now, catalogue_version) as entry:
            entry.append(kind, body)

    @tried_again
    def day_status(self, now: datetime) -> DayStatus:
        """Return, for staff, which day's numbers are given and whether the clock is doubted."""
        decision = self._writer.decide(now)
        by_clock = day_of(now, self._starts)
        doubted = decision.quality == "suspect" and by_clock != decision.day.date
        return DayStatus(decision.day.date, by_clock, doubted)

    @tried_again
    def confirm_date(self, now: datetime) -> QueueDay:
        """Begin the queue day of ``now`` because staff vouch for the date; return the day.

        Raises ``Refused`` for a date that was left already, and for one before the stored day,
        unless that lies more than 31 days ahead: then a broken clock began it.
        """
        by_clock = day_of(now, self._starts)
        with self._writer.entry(now, confirmed=True) as entry:
            if by_clock != entry.day.date:
                raise Refused(
                    f"The queue day is {entry.day.date} already and never goes back to {by_clock}.",
                    "Set the clock right if it is wrong; numbers go on until it gets there.",
                )
            return entry.day

    def forget_requests(self, now: datetime) -> bool:
        """Forget what visits asked for once their queue day is over, also where none has begun.

        To be called when nobody waits; what was forgotten is then nowhere in the files. Whether
        there was anything.
        """
        if not self._writer.decide(now).begins:
            return False
        with self._writer.transaction() as connection:
            forgotten = connection.execute("DELETE FROM visit_request").rowcount
        return forgotten > 0 and self._writer.truncate()

    def checkpoint(self) -> bool:
        """Move the WAL into the database; to be called when nobody waits. False: nothing to do."""
        return self._writer.tidy()

    def close(self) -> None:
        """Close the ledger and let another process have the folder."""
        self._end_repairs()
        self._writer.close()
        self._lock.release()


def open_store(
    folder: Path,
    *,
    mall: str,
    terminal: int | None,
    clock: Clock,
    queue_day_starts: time,
    before_recovery: Left = nobody_waits,
    witness: Witness = nobody_knows,
    ballast_bytes: int | None = None,
) -> Store:
    """Open (or begin) the ledger in ``folder`` for this process alone.

    ``terminal`` is fixed at the first start (1 where None is given). ``before_recovery`` hears of
    the papers that were left open, before that is forgotten. ``witness`` tells what others know of
    this terminal's ledgers; ``ballast_bytes`` is the room set aside (0 for none). A ledger that is
    damaged, missing though one was there, or older than others know is kept in quarantine, and
    another one follows it. Raises ``NotPermitted``,
    ``SecondWriter``, ``NewerStore``, ``WrongTerminal`` or ``StoreProblem``; the folder is then
    free again and what was in it is unharmed.
    """
    was_locked = (folder / LOCK_FILE).exists()
    lock = FolderLock(folder)
    ballast, writer = Ballast(folder, ballast_bytes), None
    try:
        recovery = Recovery(
            folder / FILE, mall, terminal, clock, queue_day_starts, witness, was_locked=was_locked
        )
        try:
            writer = Writer(recovery, clock, queue_day_starts)
        except DiskFull:
            if not ballast.release():
                raise
            writer = Writer(recovery, clock, queue_day_starts)
        aftercare = Aftercare(folder, witness)
        return Store(writer, clock, queue_day_starts, lock, ballast, aftercare, before_recovery)
    except BaseException:
        if writer is not None:
            writer.close()
        lock.release()
        raise
