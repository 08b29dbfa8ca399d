"""The print journal in the ledger: each step is committed, each outcome is an event as well."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager

from kiosk.clock import Clock
from kiosk.errors import DiskFull, StoreProblem
from kiosk.store.bodies import paper_body
from kiosk.store.engine import sqlite3
from kiosk.store.entry import Entry
from kiosk.store.explained import Damaged
from kiosk.store.loss.second_try import Mending, tried_again
from kiosk.store.papers import print_jobs, roll
from kiosk.store.papers.paper_reports import PaperReports
from kiosk.store.papers.print_jobs import JobState, Outcome, PrintJob, Verdict
from kiosk.store.papers.roll import Roll
from kiosk.store.writer import Writer

Left = Callable[[Sequence[PrintJob]], object]
"""Hears of the jobs that an earlier start left open, before they are settled."""


def nobody_waits(_left: Sequence[PrintJob]) -> None:
    """Nobody has anything to do before they are."""


class PrintJournal(PaperReports, Mending):
    """What the spooler writes down. Each method that changes a job is one commit."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        """Write through ``writer``."""
        self._writer = writer
        self._clock = clock

    @tried_again
    def add_list(self) -> PrintJob:
        """Queue a document list without a number and return its job."""
        with self._writer.entry(self._clock.now()) as entry:
            whose = str(uuid.uuid4())
            return print_jobs.add_job(entry.connection, "checklist", whose, entry.day.day_id)

    @tried_again
    def add_slip(self, visit: str) -> PrintJob:
        """Queue another slip of a visit; its copy is above 1 if one may have come out before."""
        with self._writer.entry(self._clock.now()) as entry:
            return print_jobs.add_job(entry.connection, "slip", visit, entry.day.day_id)

    @tried_again
    def job_of(self, visit: str) -> PrintJob | None:
        """Return the latest paper of a visit, or None."""
        with self._writer.reading() as connection:
            return print_jobs.latest_job(connection, visit)

    @tried_again
    def sending(self, job: int) -> PrintJob:
        """Write down that a job's first byte is about to leave."""
        return self._move(job, "sending")

    @tried_again
    def sent(self, job: int) -> PrintJob:
        """Write down that a job's last byte has left."""
        return self._move(job, "sent")

    @tried_again
    def finish(self, job: int, outcome: Outcome, reason: str, proof: str, mm: int = 0) -> PrintJob:
        """Write down what became of a job, as its state and as an event.

        ``mm`` is the paper it took, in millimetres, counted off the roll; what was not printed
        took none, whatever is said. Raises ``ValueError`` for less than nothing.
        """
        if mm < 0:
            raise ValueError(f"print job {job} cannot have taken {mm} mm of paper")
        taken = 0 if outcome == "not_printed" else mm
        with self._known(job), self._writer.entry(self._clock.now()) as entry:
            moved = print_jobs.move_job(entry.connection, job, outcome, reason, proof, taken)
            if taken:
                roll.use_paper(entry.connection, taken)
            return _told(entry, "print.outcome", moved)

    @tried_again
    def settle(self, job: int, verdict: Verdict, reason: str) -> PrintJob:
        """Write down what a person said became of a job; what the printer said is kept.

        Also that nobody answered (``abandoned``), and that a slip the printer took for printed
        did not come out: a roll that was put in upside down no sensor can see.
        """
        with self._known(job), self._writer.entry(self._clock.now()) as entry:
            moved = print_jobs.move_job(entry.connection, job, verdict, reason, "person")
            return _told(entry, "print.settled", moved)

    def recover(self, before: Left = nobody_waits) -> list[PrintJob]:
        """Settle what an earlier start left open, and return those jobs as they are now.

        What was only queued was certainly not printed; of the rest nobody knows. Nothing is ever
        sent again by itself. ``before`` hears of the jobs as they were left, while they still are.
        """
        with self._writer.reading() as connection:
            left = print_jobs.open_jobs(connection)
        if not left:
            return []
        before(left)
        with self._writer.entry(self._clock.now()) as entry:
            return [_recovered(entry, job) for job in left]

    @tried_again
    def new_roll(self, length_mm: int | None) -> Roll:
        """Write down that a roll was put in, ``length_mm`` long (None: as long as before).

        Raises ``ValueError`` for a roll without paper.
        """
        if length_mm is not None and length_mm <= 0:
            raise ValueError(f"a roll cannot be {length_mm} mm long")
        with self._writer.entry(self._clock.now()) as entry:
            found = roll.put_in(entry.connection, length_mm)
            entry.append("paper.roll_changed", {"length_mm": found.length_mm})
            return found

    def mend(self, reason: Damaged | DiskFull) -> bool:
        """Put right what a method failed for: another ledger follows a damaged one by itself."""
        return isinstance(reason, Damaged)

    def mended(self) -> None:
        """Hear that the other try went well."""

    def _look_at_papers(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._writer.reading()

    @contextmanager
    def _known(self, job: int) -> Generator[None]:
        """Tell a paper that was lost with its ledger from one that never was, a mistake of ours."""
        try:
            yield
        except KeyError as reason:
            if not self._writer.ident.spare:
                raise
            raise StoreProblem(
                f"Paper {job} was lost with the ledger that knew of it.",
                "Print the slip again; look at the printer first whether it came out.",
            ) from reason

    def _move(self, job: int, state: JobState) -> PrintJob:
        with self._known(job), self._writer.transaction() as connection:
            return print_jobs.move_job(connection, job, state)


def _recovered(entry: Entry, job: PrintJob) -> PrintJob:
    outcome: Outcome = "not_printed" if job.state == "queued" else "unknown"
    moved = print_jobs.move_job(entry.connection, job.job, outcome, "the kiosk stopped", "none")
    return _told(entry, "print.outcome", moved)


def _told(entry: Entry, kind: str, moved: PrintJob) -> PrintJob:
    entry.append(kind, paper_body(moved))
    return moved
