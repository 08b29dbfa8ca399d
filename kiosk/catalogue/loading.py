"""Loading a catalogue folder or a mall file: the fast path, and every fault where it fails."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.files import (
    AGENCIES,
    DOCUMENTS,
    HOLIDAYS,
    INDEX,
    LARGEST_FILE,
    LIFE_EVENTS,
    SOURCES,
    AgencyFile,
    DocumentsFile,
    IndexFile,
    SourcesFile,
)
from kiosk.catalogue.mall import Holidays, Mall
from kiosk.catalogue.model import Catalogue, LifeEvent
from kiosk.settings.reading import read_regular

T = TypeVar("T")

BUNDLED = Path(__file__).resolve().parents[2] / "assets" / "catalogue"
"""The default catalogue that comes with the program."""

_BROKEN = (msgspec.ValidationError, msgspec.DecodeError, OSError, ValueError, KeyError)


def load_catalogue(folder: Path = BUNDLED) -> Catalogue:
    """Return the catalogue of ``folder``.

    Raises ``FaultyData`` with every fault of every file where one cannot be used.
    """
    try:
        return read_catalogue(folder)
    except _BROKEN as reason:
        raise FaultyData("catalogue", _every_fault(folder, str(reason))) from reason


def load_mall(path: Path) -> Mall:
    """Return the mall file at ``path``; raises ``FaultyData`` with every fault of it."""
    return load_record(path, Mall, "mall file")


def load_holidays(path: Path = BUNDLED / HOLIDAYS) -> Holidays:
    """Return the holiday lists at ``path``; raises ``FaultyData`` with every fault of it."""
    return load_record(path, Holidays, "holiday list")


def read_catalogue(folder: Path) -> Catalogue:
    """Decode the whole folder, stopping at the first fault (msgspec's or the system's error)."""
    index = _decode(folder / INDEX, IndexFile)
    documents = _decode(folder / DOCUMENTS, DocumentsFile)
    sources = _decode(folder / SOURCES, SourcesFile)
    agencies = [_decode(folder / AGENCIES / f"{name}.json", AgencyFile) for name in index.order]
    events = [
        _decode(folder / LIFE_EVENTS / f"{name}.json", LifeEvent) for name in index.life_event_order
    ]
    return Catalogue(
        version=index.version,
        name_id=index.name_id,
        name_en=index.name_en,
        agencies={file.agency.id: file.agency for file in agencies},
        services={service.id: service for file in agencies for service in file.services},
        documents={document.id: document for document in documents.documents},
        conditions={condition.id: condition for condition in documents.conditions},
        holders={holder.id: holder for holder in documents.holders},
        life_events={event.id: event for event in events},
        sources={source.id: source for source in sources.sources},
    )


def _decode(path: Path, kind: type[T]) -> T:
    return msgspec.json.decode(read_regular(path, LARGEST_FILE)[0], type=kind)


def load_record(path: Path, kind: type[T], what: str) -> T:
    """Return the JSON file at ``path`` as a ``kind``; ``what`` names it where it is faulty."""
    try:
        return _decode(path, kind)
    except _BROKEN as reason:
        from kiosk.catalogue.structure import file_faults

        faults = file_faults(path, kind, path.name) or [_unreadable(path.name, str(reason))]
        raise FaultyData(what, faults) from reason


def _every_fault(folder: Path, reason: str) -> list[Fault]:
    from kiosk.catalogue.checking import check_catalogue

    return check_catalogue(folder) or [_unreadable(folder.name, reason)]


def _unreadable(name: str, reason: str) -> Fault:
    return Fault(name, "", f"it cannot be read ({reason})", "Restore the file from the package.")
