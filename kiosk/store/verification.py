"""Verifying a ledger: hashes, chain, seq without gaps, labels given once a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.store.hashing import FIRST_PREV, event_hash
from kiosk.store.labels import parse_label


class Hashed(Protocol):
    """An event with its row and the fields that were hashed."""

    @property
    def row(self) -> dict[str, Any]: ...

    @property
    def fields(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``head`` is the last hash; ``problems`` name the seq they are at."""

    ok: bool
    events: int
    head: str
    problems: list[str]


@dataclass(slots=True)
class _Walk:
    """Where a walk along the chain stands."""

    seq: int = 0
    head: str = FIRST_PREV
    count: int = 0
    labels: dict[tuple[int, str], int] = field(default_factory=dict)
    highest: dict[tuple[str, int, int], int] = field(default_factory=dict)


def verify_events(
    events: Iterable[Hashed], series: Sequence[tuple[str, int, int, int]], integrity: str
) -> Verification:
    """Check all events and the series rows (queue, terminal, day, highest) against each other."""
    problems = [] if integrity == "ok" else [f"SQLite: {integrity}"]
    walk = _Walk()
    for event in events:
        problems += _check_link(event, walk)
        if event.row["kind"] == "ticket.issued":
            problems += _check_label(event, walk)
    for queue, terminal, day_id, highest in series:
        found = walk.highest.get((queue, terminal, day_id), 0)
        if found != highest:
            problems.append(f"queue {queue}, day {day_id}: {highest} given, {found} in the ledger")
    return Verification(not problems, walk.count, walk.head, problems)


def _check_link(event: Hashed, walk: _Walk) -> Iterator[str]:
    row = event.row
    if walk.count and row["seq"] != walk.seq + 1:
        yield f"seq {row['seq']}: {walk.seq + 1} is missing"
    if row["prev"] != walk.head and (walk.count or row["seq"] == 1):
        yield f"seq {row['seq']}: it does not follow the event before it"
    try:
        right = event_hash(event.fields)
    except (ValueError, TypeError):
        right = ""
    if right != row["hash"]:
        yield f"seq {row['seq']}: its content was changed"
    walk.seq, walk.head, walk.count = row["seq"], row["hash"], walk.count + 1


def _check_label(event: Hashed, walk: _Walk) -> Iterator[str]:
    seq, day_id = event.row["seq"], event.row["day_id"]
    try:
        text = event.fields["body"]["label"]
        label = parse_label(text)
    except (ValueError, KeyError, TypeError):
        yield f"seq {seq}: its ticket has no label"
        return
    first = walk.labels.setdefault((day_id, text), seq)
    if first != seq:
        yield f"seq {seq}: label {text} was given at seq {first} already"
    key = (label.queue, label.terminal, day_id)
    walk.highest[key] = max(walk.highest.get(key, 0), label.number)
