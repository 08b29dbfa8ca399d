"""What staff have put out of service: the whole kiosk, or one agency's counter for the day.

Two small tables that follow the events ``kiosk.paused``, ``kiosk.resumed``, ``agency.closed`` and
``agency.opened`` in the same transaction, so that no start reads the ledger for them. The kiosk
stays paused until somebody resumes it; a counter opens again by itself with the next queue day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.errors import Refused
from kiosk.store.engine import sqlite3
from kiosk.visits.issuing import KioskPaused


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when something is out of service (ms since 1970), and who put it so."""

    since_ms: int
    person: str


@dataclass(frozen=True, slots=True)
class Pauses:
    """What is out of service now: the kiosk itself or None, and agencies by id."""

    kiosk: Pause | None = None
    agencies: Mapping[str, Pause] = field(default_factory=dict[str, Pause])


class CounterClosed(Refused):
    """A counter was closed by staff since the visit was planned."""

    key = "nothing_to_issue"

    def __init__(self, agency: str) -> None:
        """Name the agency."""
        super().__init__(
            f"The counter of {agency} was closed for today; no number is given.",
            f"Open it again with `kiosk agency open {agency}`, or choose another service.",
        )


def read_pauses(connection: sqlite3.Connection, day_id: int | None) -> Pauses:
    """Return what is out of service in a queue day; None stands for a day that has not begun."""
    kiosk = connection.execute("SELECT since_ms, person FROM kiosk_pause").fetchone()
    agencies = connection.execute(
        "SELECT agency, since_ms, person FROM agency_closing WHERE day_id = ?", (day_id,)
    )
    closed = {agency: Pause(*rest) for agency, *rest in agencies}
    return Pauses(Pause(*kiosk) if kiosk else None, closed)


def refuse_paused(connection: sqlite3.Connection, day_id: int, agencies: Iterable[str]) -> None:
    """Raise ``KioskPaused`` or ``CounterClosed`` where no number may be given to ``agencies``.

    Asked within the transaction that gives the number: nothing can close in between.
    """
    pauses = read_pauses(connection, day_id)
    if pauses.kiosk is not None:
        raise KioskPaused
    for agency in agencies:
        if agency in pauses.agencies:
            raise CounterClosed(agency)


def keep_pause(connection: sqlite3.Connection, pause: Pause | None) -> bool:
    """Pause the kiosk, or resume it (None), inside the caller's transaction; whether it is news."""
    if pause is None:
        return connection.execute("DELETE FROM kiosk_pause").rowcount > 0
    kept = connection.execute(
        "INSERT OR IGNORE INTO kiosk_pause(one, since_ms, person) VALUES(1, ?, ?)",
        (pause.since_ms, pause.person),
    )
    return kept.rowcount > 0


def keep_closing(
    connection: sqlite3.Connection, agency: str, day_id: int, pause: Pause | None
) -> bool:
    """Close an agency for a queue day, or open it (None), likewise; whether it is news."""
    connection.execute("DELETE FROM agency_closing WHERE day_id <> ?", (day_id,))
    if pause is None:
        gone = connection.execute("DELETE FROM agency_closing WHERE agency = ?", (agency,))
        return gone.rowcount > 0
    kept = connection.execute(
        "INSERT OR IGNORE INTO agency_closing(agency, day_id, since_ms, person) VALUES(?, ?, ?, ?)",
        (agency, day_id, pause.since_ms, pause.person),
    )
    return kept.rowcount > 0
