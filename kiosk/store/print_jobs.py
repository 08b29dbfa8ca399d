"""The print journal: what was handed to the printer and what became of it, never guessed.

queued → sending (committed before byte 1) → sent → printed | not_printed | partial | unknown →
confirmed | abandoned (a person said so). ``sent`` may be left out. Only what certainly did not
come out may be sent again; anything else is a new copy, which says on the paper that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.store.engine import sqlite3

Kind = Literal["slip", "checklist"]
Outcome = Literal["printed", "not_printed", "partial", "unknown"]
Verdict = Literal["confirmed", "abandoned"]
JobState = Literal["queued", "sending", "sent"] | Outcome | Verdict

_OUTCOMES: tuple[Outcome, ...] = ("printed", "not_printed", "partial", "unknown")
_VERDICTS: tuple[Verdict, ...] = ("confirmed", "abandoned")
_NEXT: dict[JobState, tuple[JobState, ...]] = {
    "queued": ("sending", "not_printed"),
    "sending": ("sent", *_OUTCOMES),
    "sent": _OUTCOMES,
    "printed": _VERDICTS,
    "not_printed": ("sending", "abandoned"),
    "partial": _VERDICTS,
    "unknown": _VERDICTS,
    "confirmed": (),
    "abandoned": (),
}
_SELECT = "SELECT job, kind, visit, copy, state, reason, proof FROM print_job "


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper: ``copy`` counts the papers of a visit, ``proof`` says how the outcome is known.

    A checklist without a number has a UUID of its own in ``visit``.
    """

    job: int
    kind: Kind
    visit: str
    copy: int
    state: JobState
    reason: str
    proof: str


def add_job(connection: sqlite3.Connection, kind: Kind, visit: str) -> PrintJob:
    """Queue the next paper of a visit inside the caller's transaction.

    A paper that certainly did not come out is queued again as it was, so it stays copy 1.
    """
    latest = latest_job(connection, visit)
    if latest is not None and latest.state == "not_printed":
        return _write(connection, latest, "queued", "", "")
    copy = latest.copy + 1 if latest else 1
    (job,) = connection.execute(
        "INSERT INTO print_job(kind, visit, copy, state, reason, proof) "
        "VALUES(?, ?, ?, 'queued', '', '') RETURNING job",
        (kind, visit, copy),
    ).fetchone()
    return PrintJob(job, kind, visit, copy, "queued", "", "")


def find_job(connection: sqlite3.Connection, job: int) -> PrintJob:
    """Return one job; raises ``KeyError`` where there is none."""
    row = connection.execute(_SELECT + "WHERE job = ?", (job,)).fetchone()
    if row is None:
        raise KeyError(job)
    return PrintJob(*row)


def latest_job(connection: sqlite3.Connection, visit: str) -> PrintJob | None:
    """Return the latest paper of a visit, or None."""
    row = connection.execute(
        _SELECT + "WHERE visit = ? ORDER BY copy DESC LIMIT 1", (visit,)
    ).fetchone()
    return PrintJob(*row) if row else None


def open_jobs(connection: sqlite3.Connection) -> list[PrintJob]:
    """Return the jobs whose outcome is not written down yet, oldest first."""
    rows = connection.execute(_SELECT + "WHERE state IN('queued','sending','sent') ORDER BY job")
    return [PrintJob(*row) for row in rows]


def move_job(
    connection: sqlite3.Connection, job: int, state: JobState, reason: str = "", proof: str = ""
) -> PrintJob:
    """Write a job's next state inside the caller's transaction and return the job.

    Raises ``ValueError`` for a step that the journal's rules do not know.
    """
    found = find_job(connection, job)
    if state not in _NEXT[found.state]:
        raise ValueError(f"print job {job} is {found.state} and cannot become {state}")
    return _write(connection, found, state, reason, proof)


def _write(
    connection: sqlite3.Connection, job: PrintJob, state: JobState, reason: str, proof: str
) -> PrintJob:
    connection.execute(
        "UPDATE print_job SET state = ?, reason = ?, proof = ? WHERE job = ?",
        (state, reason, proof, job.job),
    )
    return PrintJob(job.job, job.kind, job.visit, job.copy, state, reason, proof)
