"""The chain holds, and every number is given once and in its turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import History, Wrote
from tests.sync.faults.lines import FIRST, Line, by_epoch, read, read_all
from tests.sync.faults.sets import last_fault


def find_broken_chains(history: History) -> Iterator[str]:
    """Yield where the lines at the province do not follow each other from the first on."""
    for look in history.last.values():
        for epoch, lines in by_epoch(read_all(look.held)).items():
            yield from _walk(f"{look.terminal} {epoch[:8]}", lines)


def find_repeated_labels(history: History) -> Iterator[str]:
    """Yield the labels that a terminal gave twice in a day, over all its ledgers.

    A disk that was set back cannot know of what it gave before, until the line tells it: numbers of
    that *same* epoch are excused. A new epoch has no such excuse. Nor can a machine know what its
    copy gives, which goes on until somebody has heeded the alarm.
    """
    for terminal in history.terminals():
        given: dict[tuple[str, str], tuple[Line, int]] = {}
        harmed = last_fault(history, terminal, *kinds.OF_A_LEDGER) >= 0
        for line, machine in _tickets(history, terminal):
            key = (line.body["queue_day"], line.body["label"])
            first, by = given.setdefault(key, (line, machine))
            same_epoch = first.fields["epoch"] == line.fields["epoch"]
            excused = (harmed and same_epoch) or by != machine
            if first.text != line.text and not excused:
                yield (
                    f"LABEL TWICE: {terminal} gave {line.body['label']} on "
                    f"{line.body['queue_day']} at {_at(first)} and at {_at(line)}"
                )


def find_numbers_out_of_turn(history: History) -> Iterator[str]:
    """Yield where a series at the province does not go up one by one within its day."""
    for look in history.last.values():
        last: dict[tuple[str, int, str], int] = {}
        for line in read_all(look.held):
            if line.kind == "ticket.issued":
                label = line.body["label"]
                series = (line.fields["epoch"], line.day_id, label[:-3])
                if line.body["number"] != last.get(series, 0) + 1:
                    yield f"OUT OF TURN: {look.terminal} {label} at {_at(line)}"
                last[series] = line.body["number"]


def _walk(name: str, lines: Iterable[Line]) -> Iterator[str]:
    seq, prev, day = 0, FIRST, 0
    for line in lines:
        if line.place[1] != seq + 1:
            yield f"CHAIN: {name}:{line.place[1]} comes after {seq}"
        elif line.fields["prev"] != prev:
            yield f"CHAIN: {name}:{line.place[1]} does not follow the one before it"
        if line.hash != line.right:
            yield f"CHAIN: {name}:{line.place[1]} has not the hash of its content"
        if line.day_id < day:
            yield f"CHAIN: {name}:{line.place[1]} goes back to day {line.day_id}"
        seq, prev, day = line.place[1], line.hash, line.day_id


def _tickets(history: History, terminal: str) -> Iterator[tuple[Line, int]]:
    for _, wrote in history.of(Wrote):
        if wrote.terminal == terminal:
            for text in wrote.lines:
                line = read(text)
                if line.kind == "ticket.issued":
                    yield line, wrote.machine


def _at(line: Line) -> str:
    epoch, seq = line.place
    return f"{epoch[:8]}:{seq}"
