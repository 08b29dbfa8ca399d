"""What must hold in a mall file beyond its structure: known ids, real times, shared counters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.catalogue.faults import Fault
from kiosk.catalogue.mall import Mall, Span
from kiosk.catalogue.model import Catalogue

ICONS = Path(__file__).resolve().parents[2] / "assets" / "icons" / "duotone"
"""The icons a tile may show."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def mall_faults(mall: Mall, catalogue: Catalogue, file: str) -> list[Fault]:
    """Return every fault of ``mall`` against ``catalogue``; ``file`` names it in the faults."""
    found = (
        *_references(mall, catalogue),
        *_icons(mall),
        *_times(mall),
        *_quotas(mall),
        *_queues(mall, catalogue),
    )
    return [Fault(file, place, what, remedy) for place, what, remedy in found]


def _references(mall: Mall, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    used = (
        ("agencies", [entry.agency for entry in mall.agencies], catalogue.agencies),
        ("services", list(mall.services), catalogue.services),
        ("popular", mall.popular, catalogue.services),
        ("tiles", [e for tile in mall.tiles for e in tile.life_events], catalogue.life_events),
    )
    for place, names, known in used:
        for name in names:
            if name not in known:
                yield f"{place} {name}", f"{name!r} does not exist", "Correct the id."
    names = [entry.agency for entry in mall.agencies]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"agencies {name}", "the agency is named twice", "Keep one entry."


def _icons(mall: Mall) -> Iterator[tuple[str, str, str]]:
    for number, tile in enumerate(mall.tiles):
        if not (ICONS / f"{tile.icon}.svg").is_file():
            what = f"there is no icon {tile.icon!r}"
            yield f"tiles[{number}].icon", what, "Choose one from assets/icons/duotone."


def _times(mall: Mall) -> Iterator[tuple[str, str, str]]:
    spans: list[tuple[str, Iterable[Span]]] = [
        *((f"hours.{day}", hours) for day, hours in mall.hours.items()),
        *((f"breaks.{d}", [(b.from_, b.to) for b in breaks]) for d, breaks in mall.breaks.items()),
        *((f"agencies {e.agency}.hours", e.hours or ()) for e in mall.agencies),
        *((f"services {name}.hours", s.hours or ()) for name, s in mall.services.items()),
    ]
    for place, hours in spans:
        for start, end in hours:
            if not (_TIME.fullmatch(start) and _TIME.fullmatch(end)):
                yield place, f"{start}-{end} is no time of day", 'Write it as "08:00".'
            elif start >= end:
                yield place, f"{start}-{end} ends before it begins", "Turn the times round."
    if not _TIME.fullmatch(mall.queue_day_starts):
        yield "queue_day_starts", f"{mall.queue_day_starts!r} is no time", 'Write it as "03:00".'
    if mall.last_ticket_minutes_before_closing < 0:
        yield "last_ticket_minutes_before_closing", "it is negative", "Write 0 or more."


def _quotas(mall: Mall) -> Iterator[tuple[str, str, str]]:
    quotas = [
        *((f"agencies {e.agency}.quota", e.quota) for e in mall.agencies),
        *((f"services {name}.quota", s.quota) for name, s in mall.services.items()),
    ]
    for place, quota in quotas:
        if quota is not None and quota < 1:
            yield place, f"a quota of {quota} serves nobody", "Write 1 or more, or take it out."


def _queues(mall: Mall, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Agencies that share letters share one counter, or two people would be called at once."""
    counters: dict[str, object] = {}
    for entry in mall.agencies:
        agency = catalogue.agencies.get(entry.agency)
        if agency is None:
            continue
        known = counters.setdefault(agency.queue_letter, entry.counters)
        if known != entry.counters:
            what = f"queue {agency.queue_letter} has two sets of counters"
            yield f"agencies {entry.agency}.counters", what, "Give the agencies one counter."
