"""What a new ledger takes over from a lost one beside events, as far as SQLite can still read it.

Papers that are on their way must be settled, the roll in the printer has not become longer, what
staff have put out of service stays so, and whoever got a number today may ask for the slip again.
None of it is worth a minute of standing still: what cannot be read is lost, and the kiosk goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kiosk.store import days
from kiosk.store.connection import open_read_only
from kiosk.store.engine import sqlite3
from kiosk.store.queue_day import QueueDay

_Rows = Sequence[Sequence[Any]]
_Read = Callable[[sqlite3.Connection, QueueDay], _Rows]
_PAPER = "job, kind, visit, copy, state, reason, proof, outcome, mm"


def carry_over(old: Sequence[Path], new: sqlite3.Connection, day: QueueDay) -> None:
    """Take over papers, roll and what visits asked for, inside the caller's transaction.

    Each from the first of the files ``old`` that still shows it. ``day`` is the new ledger's first;
    what belongs to an earlier date is left behind.
    """
    for read, statement in _TABLES:
        for row in _first_read(old, read, day):
            with suppress(sqlite3.IntegrityError):  # Damage, not one of ours.
                new.execute(statement, row)


def _first_read(old: Sequence[Path], read: _Read, day: QueueDay) -> _Rows:
    for path in old:
        with suppress(sqlite3.Error), closing(open_read_only(path)) as connection:
            return read(connection, day)
    return ()


def _papers(old: sqlite3.Connection, day: QueueDay) -> _Rows:
    return old.execute(
        f"SELECT {_PAPER}, ? FROM print_job WHERE day_id >= ? "  # noqa: S608 - constants of ours
        "OR state IN('queued','sending','sent') ORDER BY job",
        (day.day_id, _same_day(old, day)),
    ).fetchall()


def _last_paper(old: sqlite3.Connection, _day: QueueDay) -> _Rows:
    """Return the last paper's number: none gets it again, since the printer may be held for it."""
    return old.execute("SELECT name, seq FROM sqlite_sequence WHERE name = 'print_job'").fetchall()


def _requests(old: sqlite3.Connection, day: QueueDay) -> _Rows:
    return old.execute(
        "SELECT visit, ?, body FROM visit_request WHERE day_id >= ?",
        (day.day_id, _same_day(old, day)),
    ).fetchall()


def _roll(old: sqlite3.Connection, _day: QueueDay) -> _Rows:
    return old.execute("SELECT one, length_mm, used_mm FROM roll").fetchall()


def _pause(old: sqlite3.Connection, _day: QueueDay) -> _Rows:
    return old.execute("SELECT one, since_ms, person FROM kiosk_pause").fetchall()


def _closings(old: sqlite3.Connection, day: QueueDay) -> _Rows:
    return old.execute(
        "SELECT agency, ?, since_ms, person FROM agency_closing WHERE day_id = ?",
        (day.day_id, _same_day(old, day)),
    ).fetchall()


def _trial(old: sqlite3.Connection, _day: QueueDay) -> _Rows:
    return old.execute(
        "SELECT one, wall_ms, came_out, printer, person FROM printer_trial"
    ).fetchall()


def _same_day(old: sqlite3.Connection, day: QueueDay) -> int:
    """Return the old number of a day that goes on in the new ledger, or one that never comes."""
    found = days.current_day(old)
    return found.day_id if found and found.date == day.date else 2**62


_TABLES: tuple[tuple[_Read, str], ...] = (
    (_last_paper, "INSERT INTO sqlite_sequence(name, seq) VALUES(?, ?)"),
    (_papers, f"INSERT INTO print_job({_PAPER}, day_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    (_requests, "INSERT INTO visit_request(visit, day_id, body) VALUES(?, ?, ?)"),
    (_roll, "INSERT INTO roll(one, length_mm, used_mm) VALUES(?, ?, ?)"),
    (_pause, "INSERT INTO kiosk_pause(one, since_ms, person) VALUES(?, ?, ?)"),
    (_closings, "INSERT INTO agency_closing(agency, day_id, since_ms, person) VALUES(?, ?, ?, ?)"),
    (
        _trial,
        "INSERT INTO printer_trial(one, wall_ms, came_out, printer, person) VALUES(?, ?, ?, ?, ?)",
    ),
)
