"""What can be found, and under which phrases: every service, life event and agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.catalogue.model import Agency, Catalogue, LifeEvent, Service
from kiosk.catalogue.search.results import Kind
from kiosk.catalogue.search.synonyms import Synonyms

NAME = 1.0
"""Weight of a phrase that stands on the glass; the other weights are shares of it."""

KEYWORD = 0.96
SYNONYM = 0.94
OF_AGENCY = 0.5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text under which something is found, and how much a hit in it weighs (0..1)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    kind: Kind
    id: str
    phrases: tuple[Phrase, ...]


def entries(catalogue: Catalogue, synonyms: Synonyms) -> Iterator[Entry]:
    """Yield everything that can be found, in the order in which equal hits are listed."""
    for service in catalogue.services.values():
        further = synonyms.services.get(service.id, ())
        agency = catalogue.agencies.get(service.agency)
        yield Entry("service", service.id, _of_service(service, agency, further))
    for event in catalogue.life_events.values():
        further = synonyms.life_events.get(event.id, ())
        yield Entry("life_event", event.id, _own(event, further))
    for agency in catalogue.agencies.values():
        further = synonyms.agencies.get(agency.id, ())
        yield Entry("agency", agency.id, (Phrase(agency.short, NAME), *_own(agency, further)))


def _own(thing: Service | LifeEvent | Agency, further: Iterable[str]) -> tuple[Phrase, ...]:
    names = (thing.name_id, thing.short_id, thing.name_en, thing.short_en)
    return (
        *(Phrase(text, NAME) for text in names),
        *(Phrase(text, KEYWORD) for text in thing.keywords),
        *(Phrase(text, SYNONYM) for text in further),
    )


def _of_service(
    service: Service, agency: Agency | None, further: Iterable[str]
) -> tuple[Phrase, ...]:
    own = _own(service, further)
    if agency is None:
        return own
    names = (agency.short, agency.name_id, agency.short_id, agency.name_en, agency.short_en)
    return (*own, *(Phrase(text, OF_AGENCY) for text in names))
