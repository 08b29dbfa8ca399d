"""Days: proven on both sides where they are whole, and never where they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.sync.faults.history import History, LastLook
from tests.sync.faults.lines import Line, by_epoch, read_all, root
from tests.sync.faults.sets import closed_epochs


@dataclass(frozen=True, slots=True)
class _Day:
    """A day reckoned from the lines themselves."""

    events: int
    root: str
    closed: bool
    honest: bool


def find_unproven_days(history: History) -> Iterator[str]:
    """Yield closed days that are whole at the province and not proven to the terminal.

    Only of epochs that go on, and that the terminal still has: where one was closed with an alarm,
    or is gone with its disk, people look at it.
    """
    for look in history.last.values():
        closed = closed_epochs(history, look.terminal)
        there = by_epoch(read_all(look.on_disk))
        told = {(day.epoch, day.day_id): day for day in look.days}
        for key, day in _days(look.held).items():
            if not day.closed or key[0] in closed or key[0] not in there:
                continue
            known = told.get(key)
            if known is None or known.state != "proven":
                state = known.state if known else "not known"
                yield f"UNPROVEN: {_named(look, key)} is whole, and the terminal holds it {state}"


def find_falsely_proven_days(history: History) -> Iterator[str]:
    """Yield days that are called proven with another root than their lines really have.

    Of an epoch that was closed the lines may have become strays, where the province was restored.
    """
    for look in history.last.values():
        closed, arrived = closed_epochs(history, look.terminal), look.arrived
        at_province = _days(look.held)
        on_disks = [_days(text for text in each if text in arrived) for each in look.ledgers]
        for told in look.days:
            key = (told.epoch, told.day_id)
            sources = [at_province, *(on_disks if told.epoch in closed else [])]
            agrees = any(_agrees(days.get(key), told.root, told.events) for days in sources)
            if told.state == "proven" and not agrees:
                yield f"FALSELY PROVEN: {_named(look, key)}"


def _agrees(day: _Day | None, told_root: str, told_events: int) -> bool:
    if day is None or not day.closed or not day.honest:
        return False
    return (day.root, day.events) == (told_root, told_events)


def _days(texts: Iterable[str]) -> Mapping[tuple[str, int], _Day]:
    found: dict[tuple[str, int], _Day] = {}
    for epoch, lines in by_epoch(read_all(texts)).items():
        closes = {line.body["day_id"]: line for line in lines if line.kind == "day.closed"}
        for day_id in {line.day_id for line in lines}:
            of_day = [line for line in lines if line.day_id == day_id]
            found[epoch, day_id] = _reckon(of_day, closes.get(day_id))
    return found


def _reckon(of_day: list[Line], close: Line | None) -> _Day:
    reckoned = root([line.hash for line in of_day])
    says = (close.body["root"], close.body["events"]) if close else None
    honest = says == (reckoned, len(of_day))
    return _Day(len(of_day), reckoned, close is not None, honest)


def _named(look: LastLook, key: tuple[str, int]) -> str:
    epoch, day_id = key
    return f"day {day_id} of {look.terminal} {epoch[:8]}"
