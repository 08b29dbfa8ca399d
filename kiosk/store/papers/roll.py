"""The paper roll: how much of it was used. Many printers have no sensor that says it is low."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.store.engine import sqlite3

LOW_PERCENT = 15
"""Share of a roll's length, in percent, from which on it counts as low."""

MEAN_OF = 20
"""Slips whose length is averaged to foresee how many are left on a roll."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll in the printer: its length (None: never told) and what was used of it, in mm."""

    length_mm: int | None
    used_mm: int

    @property
    def left_mm(self) -> int | None:
        """What should be left, in mm, never below 0; None where no length was ever told."""
        return None if self.length_mm is None else max(0, self.length_mm - self.used_mm)

    @property
    def low(self) -> bool:
        """Whether little is left, by the usual share."""
        return self.is_low(LOW_PERCENT)

    def is_low(self, percent: int) -> bool:
        """Whether that share or less is left; never where no length was told: it proves nothing."""
        left, length = self.left_mm, self.length_mm
        return left is not None and length is not None and left * 100 <= length * percent


def read_roll(connection: sqlite3.Connection) -> Roll | None:
    """Return the roll, or None before the first was put in and the first paper came out."""
    row = connection.execute("SELECT length_mm, used_mm FROM roll").fetchone()
    return Roll(*row) if row else None


def use_paper(connection: sqlite3.Connection, mm: int) -> None:
    """Count millimetres of paper as used, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO roll(one, used_mm) VALUES(1, ?) "
        "ON CONFLICT(one) DO UPDATE SET used_mm = used_mm + excluded.used_mm",
        (mm,),
    )


def put_in(connection: sqlite3.Connection, length_mm: int | None) -> Roll:
    """Begin a new roll inside the caller's transaction; None: as long as the one before."""
    before = read_roll(connection)
    if length_mm is None and before is not None:
        length_mm = before.length_mm
    connection.execute(
        "INSERT OR REPLACE INTO roll(one, length_mm, used_mm) VALUES(1, ?, 0)", (length_mm,)
    )
    return Roll(length_mm, 0)


def mean_slip_mm(connection: sqlite3.Connection) -> int | None:
    """Return the mean length of the last slips that took paper, in whole mm, or None."""
    (mean,) = connection.execute(
        "SELECT avg(mm) FROM (SELECT mm FROM print_job WHERE kind = 'slip' AND mm > 0 "
        "ORDER BY job DESC LIMIT ?)",
        (MEAN_OF,),
    ).fetchone()
    return None if mean is None else round(mean)
