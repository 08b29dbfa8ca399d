"""Opening a folder's ledger, and where it is lost beginning another one, so that numbers go on.

Lost is a ledger that is damaged, that is missing though one was there, or that is older than what
others have of it. Another program's store, another terminal's folder, a second writer, a missing
right and a full disk are none of that: they are refused, and nothing is moved.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from kiosk.clock import Clock
from kiosk.durable import sync_file
from kiosk.errors import StoreProblem
from kiosk.identity import terminal_id
from kiosk.store import days
from kiosk.store.chain import read_head
from kiosk.store.engine import sqlite3
from kiosk.store.explained import Damaged, damaged, plain_errors
from kiosk.store.ident import FIRST_TERMINAL, Ident, refuse_other
from kiosk.store.loss import wal
from kiosk.store.loss.epochs import EpochRecord, Reason, write_epochs
from kiosk.store.loss.gathering import ident_in
from kiosk.store.loss.history import (
    History,
    had_ledger,
    put_damaged_record_aside,
    read_history,
    record_of,
)
from kiosk.store.loss.quarantine import place_for
from kiosk.store.loss.succession import Succession
from kiosk.store.loss.witness import Witness
from kiosk.store.opening import open_checked
from kiosk.store.queue_day import QueueDay, day_of
from kiosk.store.same_files import file_at

Opened = tuple[sqlite3.Connection, Ident]


class _Lost(Exception):
    """A ledger that is readable or gone, but cannot be gone on with.

    ``present`` is the record of the one that lies in its place, where that is another epoch's.
    """

    def __init__(
        self,
        reason: Reason,
        told: tuple[str, int] = ("", 0),
        present: EpochRecord | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.told, self.present = told, present


@dataclass(frozen=True, slots=True)
class _Past:
    """What a folder tells before its ledger is opened.

    ``whose`` the last ledger was, with epoch "" where that is not told; ``had_one`` whether there
    was any, so that one that is missing or damaged now is lost.
    """

    history: History
    whose: Ident
    had_one: bool


class Recovery:
    """Opens the ledger of one folder, as often as it is given up."""

    def __init__(
        self,
        path: Path,
        mall: str,
        terminal: int | None,
        clock: Clock,
        starts: time,
        witness: Witness,
        *,
        was_locked: bool,
    ) -> None:
        """Look after the ledger ``path``, whose folder this process has locked.

        ``was_locked`` says that a lock file was there before.
        """
        self.path, self._folder = path, path.parent
        self._mall, self._terminal = mall, terminal
        self._clock, self._starts, self._witness = clock, starts, witness
        self._was_locked = was_locked
        self._place = file_at(self._folder)
        self._succession = Succession(self._folder, clock, starts, witness)

    def open(self, condemned: str = "") -> Opened:
        """Open the ledger, or let another one follow it where it is lost.

        ``condemned`` says why it is known to be damaged. Raises ``NewerStore``, ``WrongTerminal``,
        ``NotPermitted``, ``DiskFull`` or ``StoreProblem``; the next call goes on from there.
        """
        with plain_errors(self.path):
            self.refuse_other_folder()
            past = self._look_back()
            records = past.history.records
            if records and records[-1].state == "begins":
                before = records[-2].epoch if len(records) > 1 else ""
                self._succession.finish(records, replace(past.whose, epoch=before))
                return self._open_checked(must_exist=True)
            try:
                self._refuse_condemned(past, condemned)
                return self._open_sound(past)
            except Damaged:
                if not past.had_one:
                    raise
                lost = _Lost("damaged")
            except _Lost as reason:
                lost = reason
            self._begin(past, lost)
            return self._open_checked(must_exist=True)

    def follow(self, reason: Reason, told: tuple[str, int]) -> None:
        """Let another ledger follow the present one, which is whole and closed."""
        with plain_errors(self.path):
            self._begin(self._look_back(), _Lost(reason, told))

    def refuse_other_folder(self) -> None:
        """Raise ``StoreProblem`` where another folder has taken the place of the one at the start.

        An unmounted data disk is no lost ledger: it comes back, with all numbers that were given.
        """
        if file_at(self._folder) != self._place:
            raise StoreProblem(
                f"{self._folder} is another folder than it was when the kiosk started.",
                "Mount the data disk again; the kiosk goes on by itself.",
            )

    def keep_copy(self, connection: sqlite3.Connection, ident: Ident) -> None:
        """Keep in quarantine what an open connection still holds of a ledger that was deleted.

        Where that fails the kiosk goes on all the same; nothing of the copy is left then.
        """
        place = place_for(self._folder, ident.epoch, self._clock.now())
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            with closing(sqlite3.connect(place)) as copy:
                connection.backup(copy)
            sync_file(place)
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                place.unlink(missing_ok=True)

    def _begin(self, past: _Past, lost: _Lost) -> None:
        """Let another ledger follow the last one; every epoch that was here is recorded."""
        history, whose = past.history, past.whose
        if not history.recorded:
            put_damaged_record_aside(self._folder, self._clock.now())
        today = QueueDay(1, day_of(self._clock.now(), self._starts))
        records, known = list(history.records), {r.epoch for r in history.records}
        if lost.present is not None and lost.present.epoch not in known:
            records.insert(max(0, len(records) - 1), lost.present)
        if whose.epoch and whose.epoch not in known:
            records.append(record_of(whose, today, "adopted", "over"))
        self._succession.begin(records, whose, lost.reason, lost.told)

    def _look_back(self) -> _Past:
        """Return what the folder tells; raises ``WrongTerminal`` where it is another terminal's."""
        number = self._terminal or FIRST_TERMINAL
        asked = Ident(terminal_id(self._mall, number), number, self._mall, "")
        history = read_history(self._folder, asked)
        told = history.records[-1] if history.records else None
        whose = None if history.recorded else ident_in(self._folder)
        if whose is None and told is not None:
            mall, _, digits = told.terminal_id.rpartition("-")
            epoch = told.epoch if history.recorded else ""
            whose = Ident(told.terminal_id, int(digits), mall, epoch)
        if whose is not None:
            refuse_other(whose, self._folder, self._mall, self._terminal)
        had_one = (
            whose is not None
            or any(self._witness().acked.values())
            or had_ledger(self._folder, was_locked=self._was_locked)
        )
        return _Past(history, whose or asked, had_one)

    def _refuse_condemned(self, past: _Past, condemned: str) -> None:
        if condemned and past.had_one and not self.path.exists():
            raise _Lost("missing")
        if condemned:
            raise damaged(self.path, condemned)

    def _open_sound(self, past: _Past) -> Opened:
        is_first = not self.path.exists()
        if past.had_one and is_first:
            raise _Lost("missing")
        if past.had_one and not self.path.stat().st_size:
            raise damaged(self.path, "it is empty")  # SQLite would throw its WAL away.
        if lost_commits := wal.missing_commits(self.path):
            raise damaged(self.path, lost_commits)
        claimed = wal.frames_claimed(self.path)
        connection, ident = self._open_checked(must_exist=past.had_one)
        try:
            self._check_wal(connection, claimed)
            self._compare(connection, ident, past.history)
            if not past.history.recorded:
                reason: Reason = "first" if is_first else "adopted"
                self._adopt(connection, ident, past.history, reason)
        except BaseException:
            connection.close()
            raise
        return connection, ident

    def _open_checked(self, *, must_exist: bool) -> Opened:
        now = self._clock.now()
        return open_checked(self.path, self._mall, self._terminal, now, must_exist=must_exist)

    def _check_wal(self, connection: sqlite3.Connection, claimed: int) -> None:
        frames = wal.frames_read(connection)
        if frames < claimed or wal.commits_beyond(self.path, frames) > 1:
            raise damaged(self.path, f"the WAL breaks off behind frame {frames}")

    def _compare(self, connection: sqlite3.Connection, ident: Ident, history: History) -> None:
        """Compare the ledger with what is known of it; raises ``_Lost`` where others know more."""
        known = self._witness().acked.get(ident.epoch, 0)
        if known > read_head(connection).seq:
            raise _Lost("restored", (ident.epoch, known))
        if history.recorded and ident.epoch != history.records[-1].epoch:
            present = record_of(ident, self._day_in(connection), "adopted", "over")
            raise _Lost("restored", present=present)

    def _adopt(
        self, connection: sqlite3.Connection, ident: Ident, history: History, reason: Reason
    ) -> None:
        """Record a ledger that is there, and that no record tells of."""
        record = record_of(ident, self._day_in(connection), reason, "runs")
        put_damaged_record_aside(self._folder, self._clock.now())
        earlier = [each for each in history.records if each.epoch != ident.epoch]
        write_epochs(self._folder, [*earlier, record])

    def _day_in(self, connection: sqlite3.Connection) -> QueueDay:
        today = QueueDay(1, day_of(self._clock.now(), self._starts))
        return days.current_day(connection) or today
