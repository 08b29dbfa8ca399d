"""The premises of a visit: what may be chosen (catalogue) and where it is served (mall)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.life_events import direct_dependencies, every_dependency
from kiosk.catalogue.mall import Counter, Mall
from kiosk.catalogue.model import Agency, Catalogue, Duration, Fee, LifeEvent, Service
from kiosk.errors import UnknownId


@dataclass(frozen=True)
class Premises:
    """One catalogue in one mall; every look-up by id of the citizen's journey goes through it."""

    catalogue: Catalogue
    timetable: Timetable

    @property
    def mall(self) -> Mall:
        """The mall file."""
        return self.timetable.mall

    def service(self, service: str) -> Service:
        """Return a service; raises ``UnknownId`` with the way to find the right one."""
        found = self.catalogue.services.get(service)
        if found is None:
            raise UnknownId(
                f"There is no service {service!r} in the catalogue.",
                "Find its id with `kiosk catalogue search WORDS`.",
            )
        return found

    def life_event(self, life_event: str) -> LifeEvent:
        """Return a life event; raises ``UnknownId`` with the way to find the right one."""
        found = self.catalogue.life_events.get(life_event)
        if found is None:
            raise UnknownId(
                f"There is no life event {life_event!r} in the catalogue.",
                "Find its id with `kiosk catalogue search WORDS`.",
            )
        return found

    def agency_of(self, service: str) -> Agency:
        """Return the agency of a service."""
        return self.catalogue.agencies[self.service(service).agency]

    def here(self, agency: str) -> bool:
        """Whether an agency is in this mall."""
        return self.timetable.agency(agency) is not None

    def counters(self, agency: str) -> tuple[Counter, ...]:
        """Return an agency's counters in this mall; empty where it is not here or not known."""
        entry = self.timetable.agency(agency)
        return entry.counters if entry else ()

    def fee(self, service: str) -> Fee:
        """Return the fee: the mall's own where its file has one."""
        return self.timetable.service(service).fee or self.service(service).fee

    def duration(self, service: str) -> Duration:
        """Return the completion time: the mall's own where its file has one."""
        return self.timetable.service(service).duration or self.service(service).duration

    def dependencies(self, life_event: str | None) -> dict[str, frozenset[str]]:
        """Return what each service waits for: a life event's own order before the general one."""
        if life_event is None:
            return self._every_dependency
        return {**self._every_dependency, **direct_dependencies(self.life_event(life_event))}

    @cached_property
    def _every_dependency(self) -> dict[str, frozenset[str]]:
        return every_dependency(self.catalogue)
