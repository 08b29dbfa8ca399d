"""Which pages there are for a technician, and where each lies; imported when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from importlib.util import find_spec

from kiosk.app.technician.tab import MakeTab, Tab, Workbench


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tab's class lies; ``title`` is its word in the head, none for a page behind one."""

    module: str
    name: str
    title: str = ""


PLACES = {
    "kondisi": Place("kondisi_tab", "KondisiTab", "Kondisi"),
    "printer": Place("printer_tab", "PrinterTab", "Printer"),
    "antrean": Place("antrean_tab", "AntreanTab", "Antrean"),
    "sinkron": Place("sinkron_tab", "SinkronTab", "Sinkron"),
    "setelan": Place("setelan_tab", "SetelanTab", "Setelan"),
    "log": Place("log_tab", "LogTab", "Log"),
    "usb": Place("usb_tab", "UsbTab"),
    "people": Place("people_tab", "PeopleTab"),
    "enrol": Place("enrol_tab", "EnrolTab"),
    "clock": Place("clock_tab", "ClockTab"),
}
"""In the order of the head, then the pages that ``Workbench.go`` opens."""

_PACKAGE = "kiosk.app.technician"


def present() -> tuple[str, ...]:
    """Return the names of all pages that can be shown."""
    return tuple(name for name, place in PLACES.items() if find_spec(f"{_PACKAGE}.{place.module}"))


def headed(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return those of ``names`` that stand in the head, with their words."""
    return tuple((name, PLACES[name].title) for name in names if PLACES[name].title)


def make_tab(name: str, bench: Workbench) -> Tab:
    """Make a tab for one person's stay."""
    place = PLACES[name]
    make: MakeTab = getattr(importlib.import_module(f"{_PACKAGE}.{place.module}"), place.name)
    return make(bench)
