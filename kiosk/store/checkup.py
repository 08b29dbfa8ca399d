"""A checkup: the whole of a big ledger, read in slices beside its writer while nobody waits.

SQLite's own ``quick_check`` cannot stop and go on, so the trees of the two big tables are walked
here: every row, every hash, and for every row its entry in the table's index.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.store.chain import read_head
from kiosk.store.connection import open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident
from kiosk.store.projections import read_projections
from kiosk.store.retention import purged_day
from kiosk.store.rows import events_after
from kiosk.store.soundness import quick_checks
from kiosk.store.verification import Verification, Verifier

SLICE = 1_000
"""Rows a step reads at most; about 20 ms, since a visitor may come at any moment."""

_SLICE_BYTES = 4 * 1024 * 1024
_ENOUGH = 5
"""Problems after which a checkup ends: a person has to look into it anyway."""

_UNLISTED_EVENTS = """SELECT min(seq) FROM event WHERE seq > ? AND seq <= ? AND NOT EXISTS(
SELECT 1 FROM event AS twin INDEXED BY sqlite_autoindex_event_1
WHERE twin.id = event.id AND twin.seq = event.seq)"""

_UNLISTED_JOBS = """SELECT min(unlisted), max(job), count(*) FROM (SELECT job, CASE WHEN NOT EXISTS(
SELECT 1 FROM print_job AS twin INDEXED BY sqlite_autoindex_print_job_1
WHERE twin.visit = print_job.visit AND twin.copy = print_job.copy AND twin.job = print_job.job)
THEN job END AS unlisted FROM print_job WHERE job > ? ORDER BY job LIMIT ?)"""


class Checkup:
    """One checkup of the ledger ``path``, whose it is by ``ident``."""

    def __init__(self, path: Path, ident: Ident) -> None:
        """Open the ledger for reading; raises ``sqlite3.Error`` where that cannot be."""
        self.ident = ident
        self._connection = open_read_only(path)
        self._purged_day = -1
        self._job: int | None = 0
        self._verifier = Verifier()

    def step(self) -> Verification | None:
        """Read the next slice; returns what was found once all is read, or enough is wrong."""
        try:
            self._connection.execute("BEGIN")
            try:
                return self._slice()
            finally:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as reason:
            return Verification(ok=False, events=0, head="", problems=[f"SQLite: {reason}"])

    def close(self) -> None:
        """Close the ledger."""
        self._connection.close()

    def _slice(self) -> Verification | None:
        purged = purged_day(self._connection)
        if purged != self._purged_day:  # Days are going: what was counted of them is void.
            self._purged_day, self._job, self._verifier = purged, 0, Verifier(purged)
        if self._job is not None:
            self._job = self._check_jobs(self._job)
            return None
        more = self._check_events()
        if more and len(self._verifier.problems) < _ENOUGH:
            return None
        return self._finish()

    def _check_jobs(self, after: int) -> int | None:
        """Check the print jobs behind ``after``; returns the last one, None where all are."""
        missing, last, rows = self._connection.execute(_UNLISTED_JOBS, (after, SLICE)).fetchone()
        if missing is not None:
            self._verifier.problems.append(f"print job {missing}: it is missing from its index")
        return last if rows == SLICE else None

    def _check_events(self) -> bool:
        """Check the events behind the last one; returns whether there are more."""
        after = self._verifier.seq
        events = events_after(self._connection, self.ident, after, SLICE, _SLICE_BYTES)
        for event in events:
            self._verifier.take(event)
        span = (after, self._verifier.seq)
        (missing,) = self._connection.execute(_UNLISTED_EVENTS, span).fetchone()
        if missing is not None:
            self._verifier.problems.append(f"seq {missing}: it is missing from its index")
        return self._verifier.seq < read_head(self._connection).seq

    def _finish(self) -> Verification:
        verdicts = [verdict for verdict in quick_checks(self._connection) if verdict != "ok"]
        integrity = verdicts[0] if verdicts else "ok"
        return self._verifier.finish(read_projections(self._connection, integrity))
