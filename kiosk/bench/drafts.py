"""Drafts of visits as varied as those of a mall, from as many queues as a busy day fills.

Each asks for one number. Services, agencies and later steps are those of the bundled catalogue,
drawn by chance. What an event costs on the wire hangs on such variety: equal visits would be
packed into nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count, product
from random import Random
from string import ascii_uppercase

from kiosk.catalogue.loading import load_catalogue
from kiosk.catalogue.mall import Counter
from kiosk.catalogue.model import Service
from kiosk.visits.model import PRIORITY_GROUPS, LaterStep, Reason, Stop
from kiosk.visits.ports import Draft

_FULL = 900
"""Tickets a queue gives in a day before the next queue takes over; a series ends at 999."""

_REASONS: tuple[Reason, ...] = ("not_here", "information", "online", "prerequisite")


def drafts(chance: Random) -> Iterator[Draft]:
    """Yield drafts of one ticket, from as many queues as it takes."""
    queues = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
    for number in count():
        yield _draft(queues[number // _FULL], chance)


def _draft(queue: str, chance: Random) -> Draft:
    service = chance.choice(_services())
    counters = tuple(Counter(chance.randint(1, 40), chance.randint(1, 3)) for _ in range(2))
    stop = Stop(queue, (service.agency,), (service.id,), counters[: chance.randint(1, 2)], ())
    priority = chance.choice(PRIORITY_GROUPS) if chance.random() < 0.15 else None
    language = "en" if chance.random() < 0.05 else "id"
    return Draft((stop,), _later(chance), priority, None, language, 7, print_copy=False)


def _later(chance: Random) -> tuple[LaterStep, ...]:
    """Return the steps without a number: none for most visits."""
    how_many = chance.choices((0, 1, 2), (6, 3, 1))[0]
    return tuple(
        LaterStep(service.id, chance.choice(_REASONS))
        for service in chance.sample(_services(), how_many)
    )


@cache
def _services() -> list[Service]:
    return list(load_catalogue().services.values())
