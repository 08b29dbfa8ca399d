"""What must hold in a mall file beyond its structure: known ids, real times, shared counters.

The rules go by the file's JSON, so that a file with faults of its structure is told all others too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kiosk.catalogue.faults import Fault
from kiosk.catalogue.mall import Mall
from kiosk.catalogue.mall_texts import text_problems
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.structure import list_of, object_of, texts_of

ICONS = Path(__file__).resolve().parents[2] / "assets" / "icons" / "duotone"
"""The icons a tile may show."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Found = Iterator[tuple[str, str, str]]
"""Places, what is wrong there, and the remedies."""


def mall_faults(mall: Mall, catalogue: Catalogue, file: str) -> list[Fault]:
    """Return every fault of ``mall`` against ``catalogue``; ``file`` names it in the faults."""
    return raw_mall_faults(msgspec.json.decode(msgspec.json.encode(mall)), catalogue, file)


def raw_mall_faults(raw: object, catalogue: Catalogue, file: str) -> list[Fault]:
    """Return the same of a mall file's JSON; what is of a wrong kind is passed over here."""
    mall = object_of(raw)
    found = (
        *_references(mall, catalogue),
        *_icons(mall),
        *_times(mall),
        *_quotas(mall),
        *_queues(mall, catalogue),
        *text_problems(mall),
    )
    return [Fault(file, place, what, remedy) for place, what, remedy in found]


def _references(mall: dict[str, Any], catalogue: Catalogue) -> Found:
    agencies = [name for name, _entry in _agencies(mall)]
    events = [name for tile in list_of(mall.get("tiles")) for name in _events(tile)]
    used = (
        ("agencies", agencies, catalogue.agencies),
        ("services", list(object_of(mall.get("services"))), catalogue.services),
        ("popular", texts_of(mall.get("popular")), catalogue.services),
        ("tiles", events, catalogue.life_events),
    )
    for place, names, known in used:
        for name in names:
            if name not in known:
                yield f"{place} {name}", f"{name!r} does not exist", "Correct the id."
    for name in sorted({name for name in agencies if agencies.count(name) > 1}):
        yield f"agencies {name}", "the agency is named twice", "Keep one entry."


def _agencies(mall: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in map(object_of, list_of(mall.get("agencies"))):
        if isinstance(entry.get("agency"), str):
            yield entry["agency"], entry


def _services(mall: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, service in object_of(mall.get("services")).items():
        yield name, object_of(service)


def _events(tile: object) -> list[str]:
    return texts_of(object_of(tile).get("life_events"))


def _icons(mall: dict[str, Any]) -> Found:
    for number, tile in enumerate(map(object_of, list_of(mall.get("tiles")))):
        icon = tile.get("icon")
        if isinstance(icon, str) and not _has_icon(icon):
            what = f"there is no icon {icon!r}"
            yield f"tiles[{number}].icon", what, "Choose one from assets/icons/duotone."


def _has_icon(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9-]+", name) is not None and (ICONS / f"{name}.svg").is_file()


def _times(mall: dict[str, Any]) -> Found:
    for place, start, end in _spans(mall):
        if not (_TIME.fullmatch(start) and _TIME.fullmatch(end)):
            yield place, f"{start}-{end} is no time of day", 'Write it as "08:00".'
        elif start >= end:
            yield place, f"{start}-{end} ends before it begins", "Turn the times round."
    starts, minutes = (
        mall.get(key) for key in ("queue_day_starts", "last_ticket_minutes_before_closing")
    )
    if isinstance(starts, str) and not _TIME.fullmatch(starts):
        yield "queue_day_starts", f"{starts!r} is no time", 'Write it as "03:00".'
    if isinstance(minutes, int) and minutes < 0:
        yield "last_ticket_minutes_before_closing", "it is negative", "Write 0 or more."


def _spans(mall: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every span of the file as place, start and end."""
    pairs = [(f"hours.{day}", hours) for day, hours in object_of(mall.get("hours")).items()]
    pairs += [(f"agencies {name}.hours", entry.get("hours")) for name, entry in _agencies(mall)]
    pairs += [(f"services {name}.hours", entry.get("hours")) for name, entry in _services(mall)]
    for place, hours in pairs:
        for ends in map(texts_of, list_of(hours)):
            if len(ends) == 2:
                yield place, ends[0], ends[1]
    holders = [("breaks", mall), *((f"agencies {n}.breaks", entry) for n, entry in _agencies(mall))]
    for place, holder in holders:
        for day, breaks in object_of(holder.get("breaks")).items():
            for item in map(object_of, list_of(breaks)):
                start, end = item.get("from"), item.get("to")
                if isinstance(start, str) and isinstance(end, str):
                    yield f"{place}.{day}", start, end


def _quotas(mall: dict[str, Any]) -> Found:
    holders = [(f"agencies {name}", entry) for name, entry in _agencies(mall)]
    holders += [(f"services {name}", entry) for name, entry in _services(mall)]
    for place, holder in holders:
        quota = holder.get("quota")
        if isinstance(quota, int) and quota < 1:
            what = f"a quota of {quota} serves nobody"
            yield f"{place}.quota", what, "Write 1 or more, or take it out."


def _queues(mall: dict[str, Any], catalogue: Catalogue) -> Found:
    """Agencies that share letters share one counter, or two people would be called at once."""
    counters: dict[str, object] = {}
    for name, entry in _agencies(mall):
        agency = catalogue.agencies.get(name)
        if agency is None or "counters" not in entry:
            continue
        known = counters.setdefault(agency.queue_letter, entry["counters"])
        if known != entry["counters"]:
            what = f"queue {agency.queue_letter} has two sets of counters"
            yield f"agencies {name}.counters", what, "Give the agencies one counter."
