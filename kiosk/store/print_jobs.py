"""The print journal: what was handed to the printer and what became of it, never guessed.

queued → sending (committed before byte 1) → printed | not_printed | partial | unknown. At a
start, whatever was queued becomes not_printed, whatever was being sent becomes unknown, and
nothing is ever sent again by itself (printing.md).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Literal

JobState = Literal["queued", "sending", "sent", "printed", "not_printed", "partial", "unknown"]
Outcome = Literal["printed", "not_printed", "partial", "unknown"]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper: ``kind`` is "slip" or "checklist", ``copy`` counts the papers of a visit."""

    job: int
    kind: str
    visit: str
    copy: int
    state: JobState
    reason: str
    proof: str


_COLUMNS = "job, kind, visit, copy, state, reason, proof"


def add_job(connection: Any, kind: str, visit: str) -> int:
    """Queue a paper inside the caller's transaction and return its number."""
    (copy,) = connection.execute(
        "SELECT coalesce(max(copy), 0) + 1 FROM print_job WHERE visit = ?", (visit,)
    ).fetchone()
    cursor = connection.execute(
        "INSERT INTO print_job(kind, visit, copy, state, reason, proof, queued_ms) "
        "VALUES(?, ?, ?, 'queued', '', '', ?)",
        (kind, visit, copy, time.time_ns() // 1_000_000),
    )
    return int(cursor.lastrowid)


def find_job(connection: Any, job: int) -> PrintJob:
    """Return one job; raises ``KeyError`` where there is none."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM print_job WHERE job = ?",  # noqa: S608 - a constant of ours
        (job,),
    ).fetchone()
    if row is None:
        raise KeyError(job)
    return PrintJob(*row)


def latest_job(connection: Any, visit: str) -> PrintJob | None:
    """Return the latest paper of a visit, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM print_job WHERE visit = ? ORDER BY job DESC LIMIT 1",  # noqa: S608
        (visit,),
    ).fetchone()
    return PrintJob(*row) if row else None


def open_jobs(connection: Any) -> list[PrintJob]:
    """Return the jobs whose outcome is not written down yet, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM print_job WHERE state IN('queued','sending','sent') "  # noqa: S608
        "ORDER BY job"
    )
    return [PrintJob(*row) for row in rows]


def set_state(connection: Any, job: int, state: JobState, reason: str = "", proof: str = "") -> None:
    """Write a job's state inside the caller's transaction."""
    connection.execute(
        "UPDATE print_job SET state = ?, reason = ?, proof = ? WHERE job = ?",
        (state, reason, proof, job),
    )
