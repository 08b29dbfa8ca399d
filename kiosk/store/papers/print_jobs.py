"""The print journal: what was handed to the printer and what became of it, never guessed.

queued → sending (committed before byte 1) → sent → printed | not_printed | partial | unknown →
confirmed | abandoned (a person said so). ``sent`` may be left out. Only what certainly did not
come out may be sent again; anything else is a new copy, which says on the paper that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
_COLUMNS = "job, kind, visit, copy, state, reason, proof, outcome, mm, day_id"
_SELECT = f"SELECT {_COLUMNS} FROM print_job "  # noqa: S608 - constants of ours


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper: ``copy`` counts the papers of a visit, ``proof`` says how the outcome is known.

    A checklist without a number has a UUID of its own in ``visit``. ``outcome`` is what the printer
    said, also once a person has settled the job; "" while it is open. ``mm`` is the paper it took,
    in millimetres, ``day_id`` the queue day in which it was queued last.
    """

    job: int
    kind: Kind
    visit: str
    copy: int
    state: JobState
    reason: str
    proof: str
    outcome: Outcome | Literal[""]
    mm: int
    day_id: int


def add_job(connection: sqlite3.Connection, kind: Kind, visit: str, day_id: int) -> PrintJob:
    """Queue the next paper of a visit inside the caller's transaction.

    A paper that certainly did not come out, or still waits, is queued again as it was, so it
    stays copy 1.
    """
    latest = latest_job(connection, visit)
    if latest is not None and latest.state in {"not_printed", "queued"}:
        return _write(connection, _open_again(latest, "queued", day_id))
    copy = latest.copy + 1 if latest else 1
    (job,) = connection.execute(
        "INSERT INTO print_job(kind, visit, copy, state, reason, proof, day_id) "
        "VALUES(?, ?, ?, 'queued', '', '', ?) RETURNING job",
        (kind, visit, copy, day_id),
    ).fetchone()
    return PrintJob(job, kind, visit, copy, "queued", "", "", "", 0, day_id)


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


def jobs_since(connection: sqlite3.Connection, day_id: int) -> list[PrintJob]:
    """Return the jobs of a queue day and of those after it, in their order."""
    rows = connection.execute(_SELECT + "WHERE day_id >= ? ORDER BY job", (day_id,))
    return [PrintJob(*row) for row in rows]


def move_job(
    connection: sqlite3.Connection,
    job: int,
    state: JobState,
    reason: str = "",
    proof: str = "",
    mm: int = 0,
) -> PrintJob:
    """Write a job's next state inside the caller's transaction and return the job.

    ``mm`` is the paper that an outcome took, in millimetres. Raises ``ValueError`` for a step that
    the journal's rules do not know.
    """
    found = find_job(connection, job)
    if state not in _NEXT[found.state]:
        raise ValueError(f"print job {job} is {found.state} and cannot become {state}")
    told = replace(found, state=state, reason=reason, proof=proof)
    if state in _OUTCOMES:
        told = replace(told, outcome=state, mm=mm)
    elif state not in _VERDICTS:
        told = _open_again(told, state, found.day_id)
    return _write(connection, told)


def _open_again(job: PrintJob, state: JobState, day_id: int) -> PrintJob:
    """Return a job as one whose outcome is not known; only what took no paper is opened again."""
    return replace(job, state=state, reason="", proof="", outcome="", mm=0, day_id=day_id)


def _write(connection: sqlite3.Connection, job: PrintJob) -> PrintJob:
    connection.execute(
        "UPDATE print_job SET state = ?, reason = ?, proof = ?, outcome = ?, mm = ?, day_id = ? "
        "WHERE job = ?",
        (job.state, job.reason, job.proof, job.outcome, job.mm, job.day_id, job.job),
    )
    return job
