"""The files of a catalogue folder, as records: one agency a file, one life event a file."""

from __future__ import annotations

from kiosk.catalogue.model import Agency, Condition, Document, Holder, Record, Service, Source

INDEX = "catalogue.json"
DOCUMENTS = "documents.json"
SOURCES = "sources.json"
HOLIDAYS = "holidays.json"
GUIDE = "guide.json"
AGENCIES = "agencies"
LIFE_EVENTS = "life_events"
MALLS = "malls"

LARGEST_FILE = 4 * 1024 * 1024
"""No file of a catalogue comes near 4 MiB; a larger one is a mistake, not a catalogue."""


class IndexFile(Record, frozen=True):
    """``catalogue.json``: version and order of the catalogue, and notes for its editors."""

    schema: int
    version: int
    name_id: str
    name_en: str
    order: tuple[str, ...]
    life_event_order: tuple[str, ...]
    agency_levels: tuple[str, ...]
    scopes: dict[str, str]
    notes: dict[str, str | dict[str, str]]


class AgencyFile(Record, frozen=True):
    """``agencies/ID.json``: one agency and its services."""

    agency: Agency
    services: tuple[Service, ...]


class DocumentsFile(Record, frozen=True):
    """``documents.json``: kinds of document, conditions, holders and forms."""

    documents: tuple[Document, ...]
    conditions: tuple[Condition, ...]
    holders: tuple[Holder, ...]
    forms: tuple[str, ...]
    merge_rule: str


class SourcesFile(Record, frozen=True):
    """``sources.json``: where the catalogue's facts were read."""

    sources: tuple[Source, ...]
