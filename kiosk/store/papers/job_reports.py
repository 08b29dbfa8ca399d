"""What may be said of each paper: by whom the outcome is known, and whose numbers it carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.store import days
from kiosk.store.engine import sqlite3
from kiosk.store.papers import print_jobs
from kiosk.store.papers.print_jobs import JobState, Kind, Outcome, PrintJob


@dataclass(frozen=True, slots=True)
class PrintJobReport:
    """One paper as it is told to people and programs.

    ``outcome`` is None while the job is open. A person's word wins: what was confirmed is printed,
    by the proof ``person``; what was abandoned keeps the outcome it had, by the same proof, but
    what a person did not get is not printed for certain, whatever the printer said: ``unknown``.
    ``labels`` are the numbers on a slip, none on a list; ``mm`` the paper it took, in millimetres.
    """

    job: int
    kind: Kind
    visit: str
    copy: int
    state: JobState
    outcome: Outcome | None
    reason: str
    proof: str
    labels: tuple[str, ...]
    mm: int


def report_jobs(connection: sqlite3.Connection, *, all_days: bool) -> list[PrintJobReport]:
    """Return the papers of the current queue day (or all) in the order they were first queued."""
    day = days.current_day(connection)
    found = print_jobs.jobs_since(connection, 0 if all_days or day is None else day.day_id)
    labels = _labels(connection, {job.visit for job in found if job.kind == "slip"})
    return [_report(job, labels.get(job.visit, ())) for job in found]


def _report(job: PrintJob, labels: Sequence[str]) -> PrintJobReport:
    outcome: Outcome | None = job.outcome or None
    if job.state == "confirmed":
        outcome = "printed"
    elif job.state == "abandoned" and outcome == "printed":
        outcome = "unknown"
    return PrintJobReport(
        job.job,
        job.kind,
        job.visit,
        job.copy,
        job.state,
        outcome,
        job.reason,
        job.proof,
        tuple(labels),
        job.mm,
    )


def _labels(connection: sqlite3.Connection, visits: set[str]) -> dict[str, list[str]]:
    """Return the labels of visits; the newest events are asked first, until all are found."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        "SELECT body FROM event WHERE kind = 'visit.issued' ORDER BY seq DESC"
    )
    while len(found) < len(visits) and (row := rows.fetchone()):
        body = json.loads(row[0])
        if body["visit"] in visits:
            found[body["visit"]] = body["tickets"]
    rows.close()
    return found
