"""Checking closed days: what each close says against the events that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kiosk.store.day_close import DayClose, DayCounter, DayTally


class DayChecks:
    """Counts each day again while its events go by, and holds its close against it."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._first_seq = 0
        self._counter: DayCounter | None = None
        self._counted: dict[int, DayTally] = {}
        self._told: dict[int, DayClose] = {}

    def count(self, seq: int, day_id: int, kind: str, digest: str) -> None:
        """Count an event towards its day."""
        self._first_seq = self._first_seq or seq
        if self._counter is None or self._counter.day_id != day_id:
            self._end_day()
            self._counter = DayCounter(day_id)
        self._counter.add(seq, kind, digest)

    def check_close(self, seq: int, day_id: int, body: Mapping[str, Any]) -> Iterator[str]:
        """Yield what is wrong with a ``day.closed`` at ``seq`` in day ``day_id``.

        Raises ``KeyError`` or ``TypeError`` where the body is not that of one.
        """
        closed = body["day_id"]
        names = DayClose._fields[:-1]
        kept = DayClose(*[body[name] for name in names], closed_seq=seq)
        tally = self._counted.pop(closed, None)
        if closed in self._told or closed >= day_id:
            yield f"seq {seq}: day {closed} cannot be closed here"
        elif tally is not None:
            right = tally.body(kept.date)
            wrong = [name for name in sorted(right) if body[name] != right[name]]
            if wrong:
                yield f"seq {seq}: day {closed} is not as it was closed ({', '.join(wrong)})"
        elif kept.last_seq >= self._first_seq:
            yield f"seq {seq}: day {closed} was closed, and none of its events is there"
        self._told[closed] = kept

    def check_kept(self, closes: Iterable[DayClose], since_day: int) -> Iterator[str]:
        """Yield where the table of closed days differs from the events.

        Of a close whose event was purged, or of a day up to ``since_day``, nothing is known.
        """
        kept = {close.day_id: close for close in closes if close.closed_seq >= self._first_seq}
        for day_id in sorted({*kept, *self._told}):
            if day_id > since_day and kept.get(day_id) != self._told.get(day_id):
                yield f"day {day_id}: the table of closed days differs from its event"

    def _end_day(self) -> None:
        if self._counter is not None:
            self._counted[self._counter.day_id] = self._counter.tally()
