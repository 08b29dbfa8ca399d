"""Set-full: what a terminal wrote is at the province, once, byte for byte, and nothing else is.

Of a ledger that the province closed it keeps what it did not hold as strays, beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Fault, Held, History, Issue, Told, Wrote
from tests.sync.faults.lines import Place, read, read_all

CLOSING = {"restored", "cloned", "forked"}
"""Verdicts after which the province takes no more of an epoch."""


def closed_epochs(history: History, terminal: str) -> set[str]:
    """Return the epochs of a terminal that the province told it to leave."""
    return {
        told.epoch
        for _, told in history.of(Told)
        if told.terminal == terminal and told.verdict in CLOSING
    }


def last_fault(history: History, whom: str, *which: str) -> int:
    """Return the index of the last fault of these kinds, -1 where there was none."""
    return max(
        (entry.index for entry, fault in history.of(Fault) if _is(fault, whom, which)), default=-1
    )


def find_lost(history: History) -> Iterator[str]:
    """Yield what lies on a terminal's disk and not at the province, as event or as stray."""
    for look in history.last.values():
        arrived = look.arrived
        for text in look.on_disk:
            if text not in arrived:
                line = read(text)
                yield f"LOST: {_named(look.terminal, line.place)} {line.kind} never arrived"
        if not look.drained:
            yield f"LOST: {look.terminal} was still not done when everything had healed"


def find_twice(history: History) -> Iterator[str]:
    """Yield what the province holds more than once: by its place, by its id, or as a stray too."""
    for look in history.last.values():
        lines = read_all(look.held)
        for place, times in Counter(line.place for line in lines).items():
            if times > 1:
                yield f"TWICE: {_named(look.terminal, place)} is there {times} times"
        for name, times in Counter(line.fields["id"] for line in lines).items():
            if times > 1:
                yield f"TWICE: event {name} of {look.terminal} is there {times} times"
        counted = Counter((*look.held, *look.strays))
        for text in dict.fromkeys(look.strays):
            if counted[text] > 1:
                place = read(text).place
                yield f"TWICE: {_named(look.terminal, place)} is a stray and there once more"


def find_invented(history: History) -> Iterator[str]:
    """Yield what the province holds although no terminal wrote just that."""
    written = {(wrote.terminal, text) for _, wrote in history.of(Wrote) for text in wrote.lines}
    for look in history.last.values():
        for line in read_all([*look.held, *look.strays]):
            if (look.terminal, line.text) not in written:
                yield f"INVENTED: {_named(look.terminal, line.place)} is no line it ever wrote"


def find_misplaced(history: History) -> Iterator[str]:
    """Yield strays of an epoch that was never closed: they belong into its ledger."""
    for look in history.last.values():
        closed = closed_epochs(history, look.terminal)
        for line in read_all(look.strays):
            if line.place[0] not in closed:
                yield f"MISPLACED: {_named(look.terminal, line.place)} is a stray of an open epoch"


def find_vanished(history: History) -> Iterator[str]:
    """Yield what the province once held and later did not, though nobody restored it."""
    seen: dict[str, tuple[int, frozenset[str]]] = {}
    looks = [(entry.index, held.terminal, frozenset(held.all)) for entry, held in history.of(Held)]
    end = len(history.entries)
    looks += [(end, look.terminal, look.arrived) for look in history.last.values()]
    restored = [entry.index for entry, f in history.of(Fault) if f.kind == kinds.PROVINCE_RESTORED]
    for index, terminal, now in looks:
        since, before = seen.get(terminal, (-1, frozenset[str]()))
        if not any(since < at < index for at in restored):
            for text in sorted(before - now):
                yield f"OVERWRITTEN: {_named(terminal, read(text).place)} was there and is gone"
        seen[terminal] = (index, now)


def find_forgotten(history: History) -> Iterator[str]:
    """Yield what a terminal wrote and nobody has any more, though nobody touched its disk.

    What the province holds may go from the disk: a month after its day was proven it does.
    """
    for terminal, look in history.last.items():
        still = {*look.on_disk, *look.arrived}
        harmed = last_fault(history, terminal, *kinds.OF_A_LEDGER)
        for entry, wrote in history.of(Wrote):
            if wrote.terminal != terminal or entry.index < harmed:
                continue
            for text in wrote.lines:
                if text not in still:
                    yield f"FORGOTTEN: {_named(terminal, read(text).place)} is gone from its disk"


def find_unwritten(history: History) -> Iterator[str]:
    """Yield the labels that a glass showed without a ticket in the ledger."""
    written = {
        (wrote.terminal, line.body["label"])
        for _, wrote in history.of(Wrote)
        for line in read_all(wrote.lines)
        if line.kind == "ticket.issued"
    }
    for entry, issue in history.of(Issue):
        if entry.outcome == "ok":
            for label in issue.labels:
                if (issue.terminal, label) not in written:
                    yield f"UNWRITTEN: {issue.terminal} showed {label} and wrote nothing"


def _is(fault: Fault, whom: str, which: tuple[str, ...]) -> bool:
    return fault.whom == whom and fault.kind in which


def _named(terminal: str, place: Place) -> str:
    epoch, seq = place
    return f"{terminal} {epoch[:8]}:{seq}"
