"""The spooler: one paper at a time, written down before the first byte and after the last.

It never sends anything again by itself: only what certainly did not come out may be tried again,
and that is somebody else's decision.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from printing.ports import Journal, Outcome, Paper, Printer


class Spooler:
    """Owns the printer. ``print_paper`` blocks; call it on the printing thread."""

    def __init__(self, printer: Printer, journal: Journal) -> None:
        """Print on ``printer`` and write down in ``journal``."""
        self._printer = printer
        self._journal = journal
        self._one_at_a_time = threading.Lock()

    def print_paper(
        self, job: int, paper: Paper, on_state: Callable[[str], None] = lambda _state: None
    ) -> Outcome:
        """Print one paper of the journal's ``job`` and return what became of it."""
        with self._one_at_a_time:
            health = self._printer.probe()
            if not health.ready:
                outcome = Outcome("not_printed", ", ".join(health.faults))
            else:
                self._journal.sending(job)
                outcome = self._print(job, paper, on_state)
            self._journal.finish(job, outcome.result, outcome.reason, outcome.proof)
            return outcome

    def _print(self, job: int, paper: Paper, on_state: Callable[[str], None]) -> Outcome:
        try:
            return self._printer.print(paper, on_state)
        except Exception:
            self._journal.finish(job, "unknown", "the printer's driver failed", "none")
            raise
