"""The spooler: one paper at a time, written down before the first byte and after the last.

It never sends anything again by itself, unless certainly nothing of it has left. After a paper
whose fate is open it tries to empty the printer, and where the printer does not confirm that, it
holds all further papers back until somebody has looked: else the next visitor would get the ghost
of this one's slip.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from printing.ports import Hold, Journal, Outcome, Paper, Printer

WORTH_ANOTHER_TRY = frozenset({"offline", "busy", "no-answer"})
"""Reasons that may be gone in a moment: a cable, another client, a printer that wakes up."""

BROKEN = "the printer's driver failed"

TRIES = 3
PAUSE_SECONDS = 3.0
"""Three tries within 10 s (printing.md); meanwhile the number stands on the glass."""


class Spooler:
    """Owns the printer. ``print_paper`` blocks; call it on the printing thread."""

    def __init__(
        self,
        printer: Printer,
        journal: Journal,
        hold: Hold,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        """Print on ``printer``, write down in ``journal``, keep back with ``hold``."""
        self._printer = printer
        self._journal = journal
        self._hold = hold
        self._pause = pause
        self._one_at_a_time = threading.Lock()

    def print_paper(
        self,
        job: int,
        paper: Paper,
        *,
        looked: bool = False,
        on_state: Callable[[str], None] = lambda _state: None,
    ) -> Outcome:
        """Print one paper of the journal's ``job`` and return what became of it.

        ``looked``: a person stands before the printer and asks for it, so a hold is no reason.
        """
        step = _Step(self._journal, job, on_state)
        with self._one_at_a_time:
            try:
                outcome = self._settled(job, self._outcome(paper, step, looked=looked))
            except Exception:
                self._broke_off(job, paper, step)
                raise
            self._finish(job, paper, outcome)
            return outcome

    def _outcome(self, paper: Paper, step: _Step, *, looked: bool) -> Outcome:
        # Whoever looked may print, but a printer that can forget an earlier slip does so first.
        if self._is_held() and not looked:
            return Outcome("not_printed", f"held: {self._hold.reason}")
        outcome = self._printer.print(paper, step)
        for _again in range(TRIES - 1):
            if step.sending or not _may_be_gone(outcome):
                break
            self._pause(PAUSE_SECONDS)
            outcome = self._printer.print(paper, step)
        return outcome

    def _is_held(self) -> bool:
        """Whether a ghost may still come out; a printer that says it is empty ends that."""
        if self._hold.reason and self._printer.clear():
            self._hold.lift()
        return bool(self._hold.reason)

    def _settled(self, job: int, outcome: Outcome) -> Outcome:
        """Empty the printer after a paper whose fate is open, or keep the next ones back."""
        if outcome.result == "printed":
            self._hold.lift()  # Proven in order: nothing from before can be in the printer.
        elif not outcome.settled:
            if self._printer.clear():
                return replace(outcome, settled=True)
            self._hold.put(job, outcome.reason)
        return outcome

    def _broke_off(self, job: int, paper: Paper, step: _Step) -> None:
        """Write down that ours has failed: nobody knows what left, unless nothing could yet."""
        if not step.sending:
            self._finish(job, paper, Outcome("not_printed", BROKEN))
            return
        self._hold.put(job, BROKEN)
        self._finish(job, paper, Outcome("unknown", BROKEN))

    def _finish(self, job: int, paper: Paper, outcome: Outcome) -> None:
        mm = 0 if outcome.result == "not_printed" else paper.mm
        self._journal.finish(job, outcome.result, outcome.reason, outcome.proof, mm)


def _may_be_gone(outcome: Outcome) -> bool:
    return outcome.result == "not_printed" and outcome.reason in WORTH_ANOTHER_TRY


class _Step:
    """Writes a printer's steps into the journal as they happen."""

    def __init__(self, journal: Journal, job: int, on_state: Callable[[str], None]) -> None:
        self._journal, self._job, self._on_state = journal, job, on_state
        self.sending = False

    def __call__(self, state: str) -> None:
        if state == "printing":
            self._journal.sending(self._job)
            self.sending = True  # Only what was written down lets a byte leave.
        elif state == "sent":
            self._journal.sent(self._job)
        self._on_state(state)
