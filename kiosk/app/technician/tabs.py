"""Which pages there are for a technician, and where each lies; imported when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from kiosk.app.technician.tab import MakeTab, Tab, Workbench


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tab's class lies; ``title`` is its word in the head, none for a page behind one.

    ``needs_equipment`` is what only a kiosk that gives numbers can show; the others never ask the
    bench for its equipment.
    """

    module: str
    name: str
    title: str = ""
    needs_equipment: bool = False


PLACES = {
    "kondisi": Place("kondisi_tab", "KondisiTab", "Kondisi"),
    "printer": Place("printer_tab", "PrinterTab", "Printer", needs_equipment=True),
    "antrean": Place("antrean_tab", "AntreanTab", "Antrean", needs_equipment=True),
    "sinkron": Place("sinkron_tab", "SinkronTab", "Sinkron"),
    "setelan": Place("setelan_tab", "SetelanTab", "Setelan"),
    "log": Place("log_tab", "LogTab", "Log"),
    "usb": Place("usb_tab", "UsbTab"),
    "people": Place("people_tab", "PeopleTab"),
    "enrol": Place("enrol_tab", "EnrolTab"),
    "clock": Place("clock_tab", "ClockTab", needs_equipment=True),
}
"""In the order of the head, then the pages that ``Workbench.go`` opens."""

_PACKAGE = "kiosk.app.technician"


def present(*, equipped: bool) -> tuple[str, ...]:
    """Return the names of all pages that can be shown, where there is equipment and where not."""
    return tuple(name for name, place in PLACES.items() if equipped or not place.needs_equipment)


def headed(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return those of ``names`` that stand in the head, with their words."""
    return tuple((name, PLACES[name].title) for name in names if PLACES[name].title)


def make_tab(name: str, bench: Workbench) -> Tab:
    """Make a tab for one person's stay."""
    place = PLACES[name]
    make: MakeTab = getattr(importlib.import_module(f"{_PACKAGE}.{place.module}"), place.name)
    return make(bench)
