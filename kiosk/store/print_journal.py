"""The print journal in the ledger: each step is committed, each outcome is an event as well."""

from __future__ import annotations

import uuid

from kiosk.clock import Clock
from kiosk.store import print_jobs
from kiosk.store.bodies import paper_body
from kiosk.store.entry import Entry
from kiosk.store.print_jobs import JobState, Outcome, PrintJob, Verdict
from kiosk.store.writer import Writer


class PrintJournal:
    """What the spooler writes down. Each method that changes a job is one commit."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        """Write through ``writer``."""
        self._writer = writer
        self._clock = clock

    def add_list(self) -> PrintJob:
        """Queue a document list without a number and return its job."""
        with self._writer.transaction() as connection:
            return print_jobs.add_job(connection, "checklist", str(uuid.uuid4()))

    def add_slip(self, visit: str) -> PrintJob:
        """Queue another slip of a visit; its copy is above 1 if one may have come out before."""
        with self._writer.transaction() as connection:
            return print_jobs.add_job(connection, "slip", visit)

    def job_of(self, visit: str) -> PrintJob | None:
        """Return the latest paper of a visit, or None."""
        with self._writer.reading() as connection:
            return print_jobs.latest_job(connection, visit)

    def sending(self, job: int) -> PrintJob:
        """Write down that a job's first byte is about to leave."""
        return self._move(job, "sending")

    def sent(self, job: int) -> PrintJob:
        """Write down that a job's last byte has left."""
        return self._move(job, "sent")

    def finish(self, job: int, outcome: Outcome, reason: str, proof: str) -> PrintJob:
        """Write down what became of a job, as its state and as an event."""
        with self._writer.entry(self._clock.now()) as entry:
            moved = print_jobs.move_job(entry.connection, job, outcome, reason, proof)
            return _told(entry, "print.outcome", moved)

    def settle(self, job: int, verdict: Verdict, reason: str) -> PrintJob:
        """Write down what a person said became of a job."""
        with self._writer.entry(self._clock.now()) as entry:
            moved = print_jobs.move_job(entry.connection, job, verdict, reason, "person")
            return _told(entry, "print.settled", moved)

    def recover(self) -> list[PrintJob]:
        """Settle what an earlier start left open, and return those jobs as they are now.

        What was only queued was certainly not printed; of the rest nobody knows. Nothing is ever
        sent again by itself.
        """
        with self._writer.reading() as connection:
            left = print_jobs.open_jobs(connection)
        if not left:
            return []
        with self._writer.entry(self._clock.now()) as entry:
            return [_recovered(entry, job) for job in left]

    def _move(self, job: int, state: JobState) -> PrintJob:
        with self._writer.transaction() as connection:
            return print_jobs.move_job(connection, job, state)


def _recovered(entry: Entry, job: PrintJob) -> PrintJob:
    outcome: Outcome = "not_printed" if job.state == "queued" else "unknown"
    moved = print_jobs.move_job(entry.connection, job.job, outcome, "the kiosk stopped", "none")
    return _told(entry, "print.outcome", moved)


def _told(entry: Entry, kind: str, moved: PrintJob) -> PrintJob:
    entry.append(kind, paper_body(moved))
    return moved
