"""Series: the numbers one terminal owns in a queue on a day. The next number is stored."""

from __future__ import annotations

from typing import Any

from kiosk.errors import Refused
from kiosk.store.labels import LAST_NUMBER, Label


class SeriesFull(Refused):
    """The thousandth number of a day is refused, like a full quota."""

    key = "refused"


def take_number(connection: Any, queue: str, terminal: int, day_id: int) -> Label:
    """Take the next number of a series inside the caller's transaction.

    Raises ``SeriesFull`` past 999; the caller then rolls back, so the visit is whole or nothing.
    """
    (number,) = connection.execute(
        "INSERT INTO series(queue, terminal, day_id, next) VALUES(?, ?, ?, 2) "
        "ON CONFLICT(queue, terminal, day_id) DO UPDATE SET next = next + 1 RETURNING next - 1",
        (queue, terminal, day_id),
    ).fetchone()
    if number > LAST_NUMBER:
        raise SeriesFull(
            f"Queue {queue} has given all {LAST_NUMBER} numbers of this terminal today.",
            "Tomorrow it begins again; another terminal still has its own numbers.",
        )
    return Label(queue, terminal, number)


def count(connection: Any, day_id: int, kind: str, name: str) -> None:
    """Count one issue of an agency or a service towards its quota of the day."""
    connection.execute(
        "INSERT INTO issued(day_id, kind, id, n) VALUES(?, ?, ?, 1) "
        "ON CONFLICT(day_id, kind, id) DO UPDATE SET n = n + 1",
        (day_id, kind, name),
    )
