"""Upkeep: what the store does in small steps while nobody waits for a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.clock import Clock
from kiosk.store import days, retention
from kiosk.store.checkup import Checkup
from kiosk.store.day_close import closed_up_to
from kiosk.store.pause_journal import PauseJournal
from kiosk.store.retention import ProvenDay
from kiosk.store.soundness import is_big
from kiosk.store.verification import Verification
from kiosk.store.writer import Writer

CHECKED = "store.checked"
ALERT = "staff.alert"
TOLD_PROBLEMS = 5
"""Problems that are told in the ledger; ``kiosk ledger verify`` names all."""


class Upkeep(PauseJournal):
    """The upkeep of one ledger. Each step is short; True asks for another one soon."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        """Keep the ledger of ``writer``."""
        super().__init__(writer, clock)
        self._checkup: Checkup | None = None
        self._checked_day = 0
        self._purged_day = 0

    def begin_due_day(self, now: datetime) -> bool:
        """Begin the queue day of ``now`` where it is due, which closes the day before.

        So a day can be proven before the next one has a visitor. The first day of a ledger and a
        day that is only doubted wait for one. Whether a day began.
        """
        with self._writer.reading() as connection:
            if days.current_day(connection) is None:
                return False
        decision = self._writer.decide(now)
        if not decision.begins or decision.quality == "suspect":
            return False
        with self._writer.entry(now):
            return True

    def purge_step(self, proven: Sequence[ProvenDay], now: datetime) -> bool:
        """Remove some of what was proven a month ago; what is removed is nowhere in the files.

        ``proven`` are days of this ledger's epoch that the province proved. Nothing begins to go
        unless ``now`` can be believed.
        """
        quality = self._clock.quality_of(now)
        may_go = retention.purgeable(proven, int(now.timestamp() * 1000), quality)
        with self._writer.reading() as connection:
            last = retention.day_to_go(connection, may_go)
        if last is None or last.day_id <= self._purged_day:
            return False
        with self._writer.transaction() as connection:
            more = retention.purge_some(connection, last)
        if not more:
            self._purged_day = last.day_id
            self._writer.truncate()
        return more

    def check_step(self, now: datetime) -> bool:
        """Check some of a ledger that is too big to be checked at its start, once a queue day.

        What was found is an event, and one more for staff where anything does not hold.
        """
        if self._checkup is not None and self._checkup.ident != self._writer.ident:
            self._end_checkup()  # Another ledger has taken its place.
        if self._checkup is None:
            if not self._is_checkup_due():
                return False
            self._checkup = Checkup(self._writer.path, self._writer.ident)
        found = self._checkup.step()
        if found is None:
            return True
        self._end_checkup()
        self._tell(found, now)
        return False

    def _is_checkup_due(self) -> bool:
        with self._writer.reading() as connection:
            day = days.current_day(connection)
            if day is None or day.day_id == self._checked_day or not is_big(connection):
                return False
            self._checked_day = day.day_id
            told = connection.execute(
                "SELECT 1 FROM event WHERE seq > ? AND kind = ? LIMIT 1",
                (closed_up_to(connection), CHECKED),
            ).fetchone()
        return told is None

    def _tell(self, found: Verification, now: datetime) -> None:
        problems = found.problems[:TOLD_PROBLEMS]
        with self._writer.entry(now) as entry:
            entry.append(CHECKED, {"ok": found.ok, "events": found.events, "problems": problems})
            if not found.ok:
                entry.append(ALERT, {"about": "ledger", "problems": problems})

    def _end_checkup(self) -> None:
        if self._checkup is not None:
            self._checkup.close()
            self._checkup = None
