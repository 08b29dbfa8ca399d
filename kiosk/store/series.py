"""Series: the numbers one terminal owns in a queue on a day. The next number is stored."""

from __future__ import annotations

from kiosk.errors import Refused
from kiosk.store.engine import sqlite3
from kiosk.store.labels import LAST_NUMBER, Label, series_of


class SeriesFull(Refused):
    """The thousandth number of a day is refused, like a full quota."""


def take_number(
    connection: sqlite3.Connection, queue: str, terminal: int, day_id: int, spare: int = 0
) -> Label:
    """Take the next number of a series inside the caller's transaction.

    The table's column ``terminal`` holds the series: the terminal's number, or its spare's. Raises
    ``SeriesFull`` past 999; the caller then rolls back, so the visit is whole or nothing.
    """
    (number,) = connection.execute(
        "INSERT INTO series(queue, terminal, day_id, next) VALUES(?, ?, ?, 2) "
        "ON CONFLICT(queue, terminal, day_id) DO UPDATE SET next = next + 1 RETURNING next - 1",
        (queue, series_of(terminal, spare), day_id),
    ).fetchone()
    if number > LAST_NUMBER:
        raise SeriesFull(
            f"Queue {queue} has given all {LAST_NUMBER} numbers of this terminal today.",
            "Tomorrow it begins again; another terminal still has its own numbers.",
        )
    return Label(queue, terminal, number, spare)
