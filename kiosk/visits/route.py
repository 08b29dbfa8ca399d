"""The route: one stop a queue, ordered by what depends on what, then by nearness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.catalogue.mall import Counter
from kiosk.visits.model import Stop
from kiosk.visits.premises import Premises

NAMED_COUNTER = 10_000
"""A named counter ("Meja Informasi") comes last on its floor."""

Nearness = tuple[int, int]


def nearness(counters: Sequence[Counter]) -> Nearness:
    """Return floor, then counter number, of the nearest counter; unknown counters come last."""
    places = [
        (counter.floor, counter.number if isinstance(counter.number, int) else NAMED_COUNTER)
        for counter in counters
    ]
    return min(places, default=(NAMED_COUNTER, NAMED_COUNTER))


def steps_in_order(chosen: Sequence[str], before: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the steps so that what a step depends on comes first, else as they were chosen."""
    left, ordered = list(chosen), list[str]()
    while left:
        ready = next((s for s in left if not (before[s] & set(left)) - {s}), left[0])
        ordered.append(ready)
        left.remove(ready)
    return ordered


def plan_route(
    premises: Premises, today: Sequence[str], before: Mapping[str, frozenset[str]]
) -> tuple[Stop, ...]:
    """Return the stops of ``today`` in the order to go. ``today`` has no circle of queues."""
    queues: dict[str, list[str]] = {}
    for service in today:
        queues.setdefault(premises.agency_of(service).queue_letter, []).append(service)
    waits = {
        queue: {
            other
            for other, others in queues.items()
            if other != queue and any(before[s] & set(others) for s in services)
        }
        for queue, services in queues.items()
    }
    order = _queue_order(premises, queues, waits)
    return tuple(
        _stop(premises, queue, queues[queue], tuple(sorted(order.index(w) for w in waits[queue])))
        for queue in order
    )


def _queue_order(
    premises: Premises, queues: Mapping[str, Sequence[str]], waits: Mapping[str, set[str]]
) -> list[str]:
    order: list[str] = []
    while len(order) < len(queues):
        ready = [q for q in queues if q not in order and waits[q] <= set(order)]
        order.append(min(ready, key=lambda q: nearness(_counters(premises, queues[q]))))
    return order


def _counters(premises: Premises, services: Sequence[str]) -> tuple[Counter, ...]:
    found: dict[Counter, None] = {}
    for service in services:
        found.update(dict.fromkeys(premises.counters(premises.service(service).agency)))
    return tuple(found)


def _stop(premises: Premises, queue: str, services: Sequence[str], after: tuple[int, ...]) -> Stop:
    agencies = dict.fromkeys(premises.service(service).agency for service in services)
    return Stop(queue, tuple(agencies), tuple(services), _counters(premises, services), after)
