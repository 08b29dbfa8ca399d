"""First start, the technicians: a name each, and a PIN that is shown once."""

from __future__ import annotations

from dataclasses import dataclass

from ui.presenters.technician.first_start import step_foot
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Entry,
    Figures,
    Page,
    Part,
    Press,
    Prose,
    StatusRow,
    Title,
)

ROW = "person_"
"""Before a person's id, in the name of their row."""


@dataclass(frozen=True, slots=True)
class Technician:
    """Somebody who may enter; ``noted`` where they have written down their PIN."""

    id: str
    name: str
    noted: bool


@dataclass(frozen=True, slots=True)
class PeopleState:
    """``people`` is None before they were read; ``typed`` a name being typed, None while none is.

    ``shown`` is a person's name with the new PIN, which is kept nowhere else.
    """

    people: tuple[Technician, ...] | None = None
    typed: str | None = None
    fault: str = ""
    shown: tuple[str, str] | None = None
    working: bool = False
    trouble: str = ""
    page: int = 0


def derive_people(state: PeopleState) -> Page:
    """Return the page."""
    if state.shown is not None:
        return _pin(*state.shown)
    if state.typed is not None:
        return _name(state)
    foot = step_foot(enabled=any(p.noted for p in state.people or ()) and not state.working)
    above: list[Part] = [
        Title(
            "PIN teknisi", "Tiap orang punya PIN sendiri. Menu teknisi mencatat siapa yang masuk."
        )
    ]
    if state.trouble:
        above.append(Banner("bad", "Belum bisa", state.trouble))
    above.append(
        Banner(
            "info",
            "Tambah orang",
            "PIN enam angka dibuat oleh mesin.",
            Press("add", "Tambah", "user-plus", enabled=not state.working),
        )
    )
    rows = [_row(person) for person in state.people or ()]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages)


def _row(person: Technician) -> StatusRow:
    name = f"{ROW}{person.id}"
    if person.noted:
        return StatusRow(name, person.name, "PIN sudah dicatat.", "user", "pass")
    told = "PIN belum dicatat. Sentuh untuk membuat PIN baru."
    return StatusRow(name, person.name, told, "user", "warn", pressable=True)


def _name(state: PeopleState) -> Page:
    hint = "Nama yang tampil di layar masuk teknisi."
    entry = Entry("name", "Nama", state.typed or "", "text", hint, state.fault, most=40)
    ready = bool((state.typed or "").strip()) and not state.working
    foot = (
        Press("cancel", "Batal", "x", enabled=not state.working),
        Press("keep", "Buat PIN", "check", "primary", enabled=ready),
    )
    return Page((entry,), foot)


def _pin(name: str, pin: str) -> Page:
    parts = (
        Title(f"PIN {name}", "Hanya tampil sekali ini."),
        Figures(((f"{pin[:3]} {pin[3:]}", "PIN enam angka"),)),
        Prose("Catat di kertas dan simpan baik-baik. PIN ini tidak disimpan di mesin."),
    )
    return Page(parts, (Press("noted", "Sudah saya catat", "check", "primary"),))
