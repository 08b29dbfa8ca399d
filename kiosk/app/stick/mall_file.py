"""A mall file on a stick: one JSON object with the mall's agencies, counters and hours."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.app.stick.fault_words import stick_faults
from kiosk.app.stick.force import catalogue_in_force, mall_in_force, other_mall
from kiosk.app.stick.handler import Brought, Findings
from kiosk.app.stick.keeping import keep_file
from kiosk.app.stick.pointing import point
from kiosk.catalogue.checking import check_mall
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.files import LARGEST_FILE
from kiosk.catalogue.loading import load_catalogue, load_mall
from kiosk.catalogue.mall import Mall, Weekday
from kiosk.catalogue.model import Catalogue
from kiosk.stick.names import plain_name
from kiosk.stick.preview import Change, Fault, Kind

LARGEST: int = LARGEST_FILE
SETTING = "mall.file"
_NAMED = 6
"""Names that a change spells out; a catalogue has far more agencies than a glass has lines."""


def fits(brought: Brought) -> Kind | None:
    """Return "mall" for every other JSON: whoever brings one means a mall file."""
    return "mall" if brought.path.suffix.lower() == ".json" else None


def findings(brought: Brought, data: Path) -> Findings:
    """Hold the file against the catalogue in force and against the ledger of this terminal."""
    catalogue = load_catalogue(catalogue_in_force(data))
    mall, faults = read_mall(brought.content, catalogue)
    if mall is None:
        return Findings("Berkas mal", faults)
    title = f"Berkas mal: {plain_name(mall.name_id)}"
    faults += other_mall(data, mall.id)
    return Findings(title, faults, () if faults else _changes(brought, mall, data, catalogue))


def apply(brought: Brought, data: Path) -> None:
    """Keep the file under its hash and have the settings name it."""
    point(data, SETTING, keep_file(data, f"mall-{brought.sha256[:16]}.json", brought.content))


def read_mall(content: bytes, catalogue: Catalogue) -> tuple[Mall | None, tuple[Fault, ...]]:
    """Return a mall file's mall, or None with every fault it has against ``catalogue``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mall.json"
        path.write_bytes(content)
        try:
            faults = check_mall(path, catalogue)
            mall = None if faults else load_mall(path)
        except FaultyData as reason:
            return None, stick_faults(reason.faults, one_file=True)
    return mall, stick_faults(faults, one_file=True)


def _changes(brought: Brought, mall: Mall, data: Path, catalogue: Catalogue) -> tuple[Change, ...]:
    path = mall_in_force(data)
    try:
        before = load_mall(path)
        same = path.read_bytes() == brought.content
    except (FaultyData, OSError):  # Then it is high time for another one.
        before, same = None, False
    if same:
        return ()
    found = tuple(_differences(before, mall, catalogue))
    return found or (Change("content", "Isi lainnya", "", "berbeda"),)


def _differences(before: Mall | None, after: Mall, catalogue: Catalogue) -> Iterator[Change]:
    old, new = (({e.agency for e in m.agencies} if m else set[str]()) for m in (before, after))
    yield from _change("agencies", "Instansi", _count(old), _count(new))
    yield from _change("agencies_new", "Instansi baru", "", _names(new - old, catalogue))
    yield from _change("agencies_gone", "Instansi hilang", _names(old - new, catalogue), "")
    for name, title, text in _TOLD:
        yield from _change(name, title, *(text(mall) if mall else "" for mall in (before, after)))


def _change(name: str, title: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(name, title, before, after)


def _count(names: set[str]) -> str:
    return str(len(names)) if names else ""


def _names(ids: Iterable[str], catalogue: Catalogue) -> str:
    agencies = [catalogue.agencies[name] for name in ids if name in catalogue.agencies]
    known = sorted(plain_name(agency.short_id) for agency in agencies)
    more = f" dan {len(known) - _NAMED} lagi" if len(known) > _NAMED else ""
    return ", ".join(known[:_NAMED]) + more


def _counters(mall: Mall) -> str:
    return str(len({(c.number, c.floor) for entry in mall.agencies for c in entry.counters}))


def _hours(mall: Mall) -> str:
    return _by_day({day: [f"{a}-{b}" for a, b in spans] for day, spans in mall.hours.items()})


def _breaks(mall: Mall) -> str:
    return _by_day({d: [f"{b.from_}-{b.to}" for b in breaks] for d, breaks in mall.breaks.items()})


def _quotas(mall: Mall) -> str:
    found = [e.quota for e in mall.agencies] + [s.quota for s in mall.services.values()]
    return str(len([quota for quota in found if quota is not None]))


_DAYS: dict[Weekday, str] = {
    "mon": "Sen", "tue": "Sel", "wed": "Rab", "thu": "Kam", "fri": "Jum", "sat": "Sab", "sun": "Min"
}  # fmt: skip


def _by_day(spans: dict[Weekday, list[str]]) -> str:
    """Say spans by day, days that are alike together, as "Sen Sel 08:00-15:00; Jum 08:00-11:00"."""
    alike: dict[str, list[str]] = {}
    for day, word in _DAYS.items():
        if spans.get(day):
            alike.setdefault(" ".join(spans[day]), []).append(word)
    return "; ".join(f"{' '.join(days)} {text}" for text, days in alike.items())


_TOLD: tuple[tuple[str, str, Callable[[Mall], str]], ...] = (
    ("name_id", "Nama mal", lambda mall: plain_name(mall.name_id)),
    ("id", "Kode mal", lambda mall: plain_name(mall.id)),
    ("counters", "Loket", _counters),
    ("hours", "Jam buka", _hours),
    ("breaks", "Istirahat", _breaks),
    ("quotas", "Kuota", _quotas),
    ("tiles", "Keperluan di layar awal", lambda mall: str(len(mall.tiles))),
)
