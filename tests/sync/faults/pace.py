"""No agent runs against a wall: after a failure at least five seconds pass, whatever came back."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults import kinds
from tests.sync.faults.history import Asked, Fault, History

LEAST_S = 5.0
AT_ONCE = {
    "gap",
    "broken_chain",
    "replayed",
    "too_large",
    "slow",
    "poisoned",
    "forked",
    "open",
}
"""Signed answers that say what to do differently, which may be done at once."""

MOST_AT_ONCE = 12
"""So many of them in a row: 500 events are one after nine halvings, and a count is taken over."""


def find_tight_loops(history: History) -> Iterator[str]:
    """Yield where an agent asked again too soon, or too often in a row."""
    ended: dict[tuple[str, int], tuple[Asked, str]] = {}
    in_a_row: dict[tuple[str, int], int] = {}
    for entry in history.entries:
        fact = entry.fact
        if isinstance(fact, Fault) and fact.kind in kinds.NEW_PROCESS:
            ended = {key: end for key, end in ended.items() if key[0] != fact.whom}
        if not isinstance(fact, Asked):
            continue
        key = (fact.terminal, fact.machine)
        if entry.outcome != "invoke":
            ended[key] = (fact, entry.outcome)
            guided = entry.outcome == "fail" and fact.why in AT_ONCE
            in_a_row[key] = in_a_row.get(key, 0) + 1 if guided else 0
        elif key in ended:
            yield from _judge(entry.index, fact, *ended[key], in_a_row[key])


def _judge(index: int, now: Asked, before: Asked, how: str, in_a_row: int) -> Iterator[str]:
    passed = now.mono_s - before.mono_s
    if how == "ok" or 0 < in_a_row <= MOST_AT_ONCE:
        return
    if passed < LEAST_S:
        yield (
            f"TIGHT LOOP: {now.terminal} asks again after {passed:.1f} s (entry {index}); "
            f"before: {before.why or how}"
        )
