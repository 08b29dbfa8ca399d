"""The last trial page of the printer that a person looked at: ruler, greys and codes."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.store.engine import sqlite3


@dataclass(frozen=True, slots=True)
class Trial:
    """What somebody saw: ``wall_ms`` is when they said so (ms since 1970), ``printer`` its URI."""

    wall_ms: int
    came_out: bool
    printer: str
    person: str


def read_trial(connection: sqlite3.Connection) -> Trial | None:
    """Return the last one, or None before the first."""
    row = connection.execute(
        "SELECT wall_ms, came_out, printer, person FROM printer_trial"
    ).fetchone()
    return Trial(row[0], bool(row[1]), row[2], row[3]) if row else None


def keep_trial(connection: sqlite3.Connection, trial: Trial) -> None:
    """Keep the latest, inside the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO printer_trial(one, wall_ms, came_out, printer, person) "
        "VALUES(1, ?, ?, ?, ?)",
        (trial.wall_ms, trial.came_out, trial.printer, trial.person),
    )
