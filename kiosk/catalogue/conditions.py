"""Which conditions are worth asking: those whose answer changes most lines of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kiosk.catalogue.model import Catalogue, Service, Step

MOST_QUESTIONS = 6
"""One screen of tick-boxes, without pages."""

NEVER_ASKED = frozenset({"punya"})
"""Whether somebody owns a document is what the list itself asks."""


def worth_asking(
    catalogue: Catalogue,
    services: Iterable[Service],
    steps: Iterable[Step] = (),
    made: Mapping[str, frozenset[str]] | None = None,
) -> tuple[str, ...]:
    """Return at most six condition ids, those that touch most lines first.

    ``steps`` adds the conditions of a life event's steps; ``made`` maps a service to documents
    that earlier steps make, whose lines fall away anyway. Ties keep the catalogue's order.
    """
    touched: Counter[str] = Counter(step.condition for step in steps if step.condition)
    for service in services:
        spared = (made or {}).get(service.id, frozenset())
        touched.update(
            need.condition
            for need in service.requirements
            if need.condition and need.doc not in spared
        )
    asked = [c for c in catalogue.conditions if touched[c] and c not in NEVER_ASKED]
    return tuple(sorted(asked, key=lambda c: -touched[c])[:MOST_QUESTIONS])
