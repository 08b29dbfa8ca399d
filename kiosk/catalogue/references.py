"""Cross-references of a catalogue: every id that is used exists, every rule of the data holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.catalogue.faults import Fault
from kiosk.catalogue.files import AGENCIES, DOCUMENTS, INDEX, LIFE_EVENTS, SOURCES
from kiosk.catalogue.life_events import core_steps, merge_life_event
from kiosk.catalogue.model import Catalogue, ExpectedChecklist, LifeEvent
from kiosk.catalogue.structure import list_of, object_of, read_json, texts_of

Raw = dict[str, Any]
LONGEST_SHORT_NAME = 28
"""Characters of a short name: what fits a card and 80 mm of paper."""


@dataclass(frozen=True)
class RawCatalogue:
    """A catalogue's records as they stand in the files, with the file each came from."""

    agencies: list[tuple[str, Raw]]
    services: list[tuple[str, Raw]]
    documents: list[tuple[str, Raw]]
    conditions: list[tuple[str, Raw]]
    holders: list[tuple[str, Raw]]
    life_events: list[tuple[str, Raw]]
    sources: list[tuple[str, Raw]]

    @classmethod
    def read(cls, folder: Path) -> RawCatalogue:
        """Read whatever can be read of ``folder``; unreadable files are left out here."""
        agency_files = _folder_of(folder, AGENCIES)
        lists = _object(folder / DOCUMENTS, DOCUMENTS)
        return cls(
            agencies=[(name, object_of(raw.get("agency"))) for name, raw in agency_files],
            services=[(n, s) for n, raw in agency_files for s in _records(raw, "services")],
            documents=[(DOCUMENTS, d) for d in _records(lists, "documents")],
            conditions=[(DOCUMENTS, c) for c in _records(lists, "conditions")],
            holders=[(DOCUMENTS, h) for h in _records(lists, "holders")],
            life_events=_folder_of(folder, LIFE_EVENTS),
            sources=[(SOURCES, s) for s in _records(_object(folder / SOURCES, SOURCES), "sources")],
        )

    def ids(self, kind: str) -> set[str]:
        """Return the ids of one kind of record, as ``ids("documents")``."""
        return {record.get("id", "") for _, record in getattr(self, kind)}


def faults(raw: RawCatalogue) -> list[Fault]:
    """Return every broken reference and every broken rule of the raw catalogue."""
    return [fault for rule in _RULES for fault in rule(raw)]


def merge_faults(catalogue: Catalogue) -> list[Fault]:
    """Return the life events whose merged list does not come to the counts they state."""
    return [fault for event in catalogue.life_events.values() for fault in _sums(catalogue, event)]


def _sums(catalogue: Catalogue, event: LifeEvent) -> Iterator[Fault]:
    cases = (
        ("checklist_core", core_steps(event), event.checklist_core),
        ("checklist_with_optional", event.steps, event.checklist_with_optional),
    )
    for place, steps, stated in cases:
        merged = merge_life_event(catalogue, event, steps)
        found = ExpectedChecklist(merged.unmerged, len(merged.lines), merged.to_bring)
        for key in ("count_unmerged", "count_merged", "count_to_bring"):
            if getattr(found, key) != getattr(stated, key):
                what = f"states {getattr(stated, key)}, the merge gives {getattr(found, key)}"
                file = f"{LIFE_EVENTS}/{event.id}.json"
                yield Fault(file, f"{place}.{key}", what, "Correct the count or the steps.")


def _unique_ids(raw: RawCatalogue) -> Iterator[Fault]:
    kinds = "agencies services documents conditions holders life_events sources"
    for kind in kinds.split():
        seen: set[str] = set()
        for file, record in getattr(raw, kind):
            name = record.get("id", "")
            if name in seen:
                yield Fault(file, f"{kind} {name}", "the id is used twice", "Give it its own id.")
            seen.add(name)


def _service_references(raw: RawCatalogue) -> Iterator[Fault]:
    agencies, documents, sources = raw.ids("agencies"), raw.ids("documents"), raw.ids("sources")
    for file, service in raw.services:
        at = f"services {service.get('id', '?')}"
        yield from _known(file, f"{at}.agency", [service.get("agency")], agencies)
        output = object_of(service.get("output")).get("doc")
        yield from _known(file, f"{at}.output.doc", [output], documents)
        used = [*_texts(service, "source_ids"), *_texts(service, "procedure_source_ids")]
        yield from _known(file, f"{at}.source_ids", used, sources)


def _requirement_references(raw: RawCatalogue) -> Iterator[Fault]:
    known = {"doc": "documents", "holder": "holders", "condition": "conditions"}
    ids = {key: raw.ids(kind) for key, kind in known.items()}
    for file, service in raw.services:
        for number, need in enumerate(_records(service, "requirements")):
            at = f"services {service.get('id', '?')}.requirements[{number}]"
            for key in known:
                yield from _known(file, f"{at}.{key}", [need.get(key)], ids[key])
            if need.get("form") in {"fotokopi", "lembar"} and need.get("copies") == 0:
                yield Fault(file, f"{at}.copies", "copies must be 1 or more", "Write how many.")


def _service_rules(raw: RawCatalogue) -> Iterator[Fault]:
    for file, service in raw.services:
        at = f"services {service.get('id', '?')}"
        fee = object_of(service.get("fee"))
        if fee.get("kind") == "gratis" and fee.get("amount") != 0:
            yield Fault(file, f"{at}.fee.amount", "a free service costs 0", "Write 0.")
        if not service.get("source"):
            yield Fault(file, f"{at}.source", "no source is named", "Name one, or say unverified.")
        if f"{AGENCIES}/{service.get('agency')}.json" != file:
            yield Fault(file, f"{at}.agency", "it names another agency", "Move it to that file.")


def _short_names(raw: RawCatalogue) -> Iterator[Fault]:
    kinds = ("agencies", "services", "documents", "life_events")
    for file, record in (pair for kind in kinds for pair in getattr(raw, kind)):
        for key in ("short_id", "short_en"):
            text = record.get(key, "")
            if isinstance(text, str) and not 0 < len(text) <= LONGEST_SHORT_NAME:
                what = f"it has {len(text)} characters, 1 to {LONGEST_SHORT_NAME} fit"
                yield Fault(file, f"{record.get('id', '?')}.{key}", what, "Shorten it.")


def _document_references(raw: RawCatalogue) -> Iterator[Fault]:
    services = raw.ids("services")
    for file, document in raw.documents:
        at = f"documents {document.get('id', '?')}.produced_by"
        yield from _known(file, at, _texts(document, "produced_by"), services)


def _life_event_references(raw: RawCatalogue) -> Iterator[Fault]:
    services, conditions = raw.ids("services"), raw.ids("conditions")
    holders, sources = raw.ids("holders"), raw.ids("sources")
    for file, event in raw.life_events:
        yield from _known(file, "source_ids", _texts(event, "source_ids"), sources)
        roles = object_of(event.get("role_aliases"))
        yield from _known(file, "role_aliases", [*roles, *roles.values()], holders)
        earlier: set[str] = set()
        for step in _records(event, "steps"):
            at = f"steps {step.get('service', '?')}"
            yield from _known(file, f"{at}.service", [step.get("service")], services)
            yield from _known(file, f"{at}.condition", [step.get("condition")], conditions)
            for name in set(_texts(step, "depends_on")) - earlier:
                what = f"it depends on {name!r}, which is no earlier step"
                yield Fault(file, f"{at}.depends_on", what, "Order the steps, or take it out.")
            earlier.add(step.get("service", ""))


def _queue_letters(raw: RawCatalogue) -> Iterator[Fault]:
    for file, agency in raw.agencies:
        letters = agency.get("queue_letter", "")
        wrong = letters in {"I", "O"} or not (isinstance(letters, str) and letters.isascii())
        if wrong or not (letters.isalpha() and letters.isupper() and len(letters) <= 2):
            what = f"{letters!r} cannot be called: one or two capital letters, never I or O alone"
            yield Fault(file, "agency.queue_letter", what, "Choose other letters.")


_RULES: tuple[Callable[[RawCatalogue], Iterator[Fault]], ...] = (
    _unique_ids,
    _service_references,
    _requirement_references,
    _service_rules,
    _short_names,
    _document_references,
    _life_event_references,
    _queue_letters,
)


def _known(file: str, place: str, used: Iterable[Any], known: set[str]) -> Iterator[Fault]:
    for name in used:
        if name is not None and name not in known:
            yield Fault(file, place, f"{name!r} does not exist", "Correct the id, or add it.")


def _object(path: Path, name: str) -> Raw:
    return object_of(read_json(path, name)[0])


def _folder_of(folder: Path, sub: str) -> list[tuple[str, Raw]]:
    paths = sorted((folder / sub).glob("*.json"))
    return [(f"{sub}/{path.name}", _object(path, INDEX)) for path in paths]


def _records(raw: Raw, key: str) -> list[Raw]:
    found: list[Any] = list_of(raw.get(key))
    return [item for item in map(object_of, found) if item]


def _texts(raw: Raw, key: str) -> list[str]:
    return texts_of(raw.get(key))
