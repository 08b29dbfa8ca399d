"""Checking a whole catalogue folder and a mall file: every fault in one pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.catalogue import references
from kiosk.catalogue.faults import Fault
from kiosk.catalogue.files import (
    AGENCIES,
    DOCUMENTS,
    GUIDE,
    HOLIDAYS,
    INDEX,
    LIFE_EVENTS,
    MALLS,
    SOURCES,
    AgencyFile,
    DocumentsFile,
    IndexFile,
    SourcesFile,
)
from kiosk.catalogue.guide import Guide, guide_faults, load_guide
from kiosk.catalogue.loading import load_mall, read_catalogue
from kiosk.catalogue.mall import Holidays, Mall
from kiosk.catalogue.mall_rules import mall_faults, raw_mall_faults
from kiosk.catalogue.model import Catalogue, LifeEvent
from kiosk.catalogue.structure import file_faults, object_of, read_json, texts_of


def check_catalogue(folder: Path) -> list[Fault]:
    """Return every fault of the catalogue in ``folder``: files, then cross-references, then sums.

    The mall files below ``malls`` are checked too. References are looked up in the raw files, so
    a record with a fault of its own still counts as known and causes no further faults.
    """
    faults = _structure(folder)
    raw = references.RawCatalogue.read(folder)
    faults += references.faults(raw)
    if not faults:
        catalogue = read_catalogue(folder)
        faults += references.merge_faults(catalogue)
        faults += guide_faults(load_guide(folder / GUIDE), catalogue)
        for path in sorted((folder / MALLS).glob("*.json")):
            faults += mall_faults(load_mall(path), catalogue, f"{MALLS}/{path.name}")
    return faults


def check_mall(path: Path, catalogue: Catalogue) -> list[Fault]:
    """Return every fault of the mall file at ``path``, structure first, then what it refers to."""
    faults = file_faults(path, Mall, path.name)
    if not faults:
        return mall_faults(load_mall(path), catalogue, path.name)
    raw, _fault = read_json(path, path.name)
    return faults + raw_mall_faults(raw, catalogue, path.name)


def _structure(folder: Path) -> list[Fault]:
    kinds: dict[str, type[Any]] = {
        INDEX: IndexFile,
        DOCUMENTS: DocumentsFile,
        SOURCES: SourcesFile,
        HOLIDAYS: Holidays,
        GUIDE: Guide,
    }
    faults = [f for name, kind in kinds.items() for f in file_faults(folder / name, kind, name)]
    for sub, kind, key in (
        (AGENCIES, AgencyFile, "order"),
        (LIFE_EVENTS, LifeEvent, "life_event_order"),
    ):
        faults += _listed_files(folder, sub, kind, key)
    for path in sorted((folder / MALLS).glob("*.json")):
        faults += file_faults(path, Mall, f"{MALLS}/{path.name}")
    return faults


def _listed_files(folder: Path, sub: str, kind: type[Any], key: str) -> list[Fault]:
    """Check the files a list of the index names, and that no file lies there unlisted."""
    index, _fault = read_json(folder / INDEX, INDEX)
    names = texts_of(object_of(index).get(key))
    faults = [
        fault
        for name in names
        for fault in file_faults(folder / sub / f"{name}.json", kind, f"{sub}/{name}.json")
    ]
    present = {path.stem for path in (folder / sub).glob("*.json")}
    return faults + [
        Fault(INDEX, key, f"{sub}/{name}.json is not listed", "Add its name where it belongs.")
        for name in sorted(present - set(names))
    ]
