"""Orang & PIN: who may enter here; each has a PIN of their own that is shown once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.health.check import State
from kiosk.technicians.people import LONGEST_NAME, Person
from ui.presenters.technician.asking import ask
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Entry,
    Figures,
    Page,
    Part,
    Press,
    Presses,
    Prose,
    Question,
    StatusRow,
    Title,
    Tone,
)

ROW = "person_"
"""The rows' names begin so; the person's id follows."""

Step = Literal["", "reset", "unlock", "remove"]


@dataclass(frozen=True, slots=True)
class PeopleState:
    """``people`` is None until they were read. ``chosen`` is whose page is open, by id.

    ``adding`` while a name is typed. ``pin`` is shown once, to whom ``pin_of`` names. ``asking`` is
    the step that has to be answered. ``me`` is the person who is here.
    """

    me: str
    people: tuple[Person, ...] | None = None
    chosen: str = ""
    adding: bool = False
    name: str = ""
    name_fault: str = ""
    pin: str = ""
    pin_of: str = ""
    asking: Step = ""
    working: bool = False
    told: tuple[Tone, str, str] | None = None
    page: int = 0

    @property
    def person(self) -> Person | None:
        """The person whose page is open."""
        people = self.people or ()
        return next((person for person in people if person.id == self.chosen), None)


def derive_people(state: PeopleState) -> Page:
    """Return the page."""
    if state.pin:
        return _pin(state)
    if state.adding:
        return _adding(state)
    if state.person is not None:
        return _person(state, state.person)
    return _list(state)


def _list(state: PeopleState) -> Page:
    head = Title("Orang & PIN", "Tiap orang punya PIN sendiri. Tindakannya tercatat.")
    above = (head, *_told(state))
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("add", "Tambah orang", "user-plus", "primary", state.people is not None),
    )
    if state.people is None:
        return Page((*above, Prose("Membaca daftar orang.")), foot)
    rows = [_row(person, state.me) for person in state.people]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages)


def _row(person: Person, me: str) -> StatusRow:
    words, sign = _standing(person)
    you = "Anda. " if person.id == me else ""
    return StatusRow(
        f"{ROW}{person.id}", person.name, f"{you}{words}", "user", sign, pressable=True
    )


def _standing(person: Person) -> tuple[str, State]:
    if person.locked:
        return f"Terkunci: {person.tries} kali salah.", "fail"
    if person.tries:
        return f"{person.tries} kali salah sejak PIN terakhir benar.", "warn"
    return "PIN berlaku.", "pass"


def _person(state: PeopleState, person: Person) -> Page:
    words, sign = _standing(person)
    row = StatusRow("standing", person.name, words, "user", sign)
    steps = Presses(
        (
            Press("reset", "Buat PIN baru", "password", enabled=not state.working),
            Press(
                "unlock",
                "Buka kunci",
                "key",
                enabled=bool(person.tries) and not state.working,
            ),
            Press("remove", "Hapus orang", "trash", enabled=_may_remove(state, person)),
        ),
        1,
    )
    parts = (Title(person.name), *_told(state), row, steps, Prose(_why_kept(state, person)))
    foot = (Press("list", "Semua orang", "arrow-left", enabled=not state.working),)
    return Page(parts, foot, question=_question(state, person))


def _may_remove(state: PeopleState, person: Person) -> bool:
    return person.id != state.me and len(state.people or ()) > 1 and not state.working


def _why_kept(state: PeopleState, person: Person) -> str:
    if len(state.people or ()) <= 1:
        return "Orang terakhir tidak bisa dihapus: nanti tidak ada yang bisa masuk."
    if person.id == state.me:
        return "Anda sendiri hanya bisa dihapus oleh orang lain."
    return "Orang yang dihapus tidak bisa masuk lagi. Catatan tindakannya tetap ada."


_QUESTIONS: Mapping[Step, tuple[str, str, str]] = {
    "reset": ("Buat PIN baru untuk {}?", "PIN lama langsung tidak berlaku.", "Ya, ganti PIN lama"),
    "unlock": (
        "Buka kunci {}?",
        "Percobaan dihitung lagi dari nol. PIN tetap sama.",
        "Ya, buka kunci",
    ),
    "remove": ("Hapus {}?", "PIN orang ini langsung tidak berlaku.", "Ya, hapus orang ini"),
}


def _question(state: PeopleState, person: Person) -> Question | None:
    found = _QUESTIONS.get(state.asking)
    if found is None:
        return None
    title, text, yes = found
    careful = state.asking in {"reset", "remove"}
    return ask(title.format(person.name), text, ("yes", yes), careful=careful)


def _adding(state: PeopleState) -> Page:
    hint = "Nama seperti yang dipakai sehari-hari."
    entry = Entry("name", "Nama orang", state.name, "text", hint, state.name_fault, LONGEST_NAME)
    ready = bool(state.name.strip()) and not state.name_fault and not state.working
    foot = (
        Press("cancel", "Batal", "x", enabled=not state.working),
        Press("save", "Simpan", "check", "primary", ready),
    )
    return Page((entry,), foot)


def _pin(state: PeopleState) -> Page:
    spaced = f"{state.pin[:3]} {state.pin[3:]}"
    parts = (
        Title(f"PIN untuk {state.pin_of}", "Catat sekarang."),
        Figures(((spaced, "PIN enam angka"),)),
        Prose(
            "PIN ini hanya ditunjukkan sekali. Yang disimpan bukan PIN-nya. "
            "Kalau hilang, buat PIN baru. Jangan tulis di dekat mesin."
        ),
    )
    return Page(parts, (Press("noted", "Sudah saya catat", "check", "primary"),))


def _told(state: PeopleState) -> tuple[Part, ...]:
    if state.working:
        return (Banner("info", "Sedang disimpan"),)
    return () if state.told is None else (Banner(*state.told),)
