"""What writer and reader alike can say of paper: each job, the roll, the length of a slip."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from kiosk.store.engine import sqlite3
from kiosk.store.papers import roll
from kiosk.store.papers.job_reports import PrintJobReport, report_jobs
from kiosk.store.papers.roll import Roll


class PaperReports(ABC):
    """The looks at papers; whoever has a connection lends it."""

    @abstractmethod
    def _look_at_papers(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend a connection to a ledger of the present schema."""

    def jobs(self, *, all_days: bool = False) -> list[PrintJobReport]:
        """Return the papers of the current queue day, or of all days, in their order."""
        with self._look_at_papers() as connection:
            return report_jobs(connection, all_days=all_days)

    def roll(self) -> Roll | None:
        """Return the paper roll, or None before anything is known of it."""
        with self._look_at_papers() as connection:
            return roll.read_roll(connection)

    def mean_slip_mm(self) -> int | None:
        """Return the mean length of the last 20 slips, in mm, or None before the first."""
        with self._look_at_papers() as connection:
            return roll.mean_slip_mm(connection)
