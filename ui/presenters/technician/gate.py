"""The gate before the technician's screens: who are you, and your PIN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.technicians.people import PIN_DIGITS, Person
from kiosk.technicians.rule import FREE_TRIES, MOST_TRIES
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.lengths import length_words
from ui.presenters.technician.parts import (
    Banner,
    Page,
    Part,
    PinPad,
    Press,
    Prose,
    StatusRow,
    Title,
)

Answer = Literal["", "wrong", "short"]
"""What the last PIN was answered with; ``short`` is a machine without memory or room for it."""

ROW = "person_"
PAD = "pin"
OTHER = "other"

_UNREADABLE = "Petugas pusat bisa memulihkan berkasnya, atau membuat PIN baru: kiosk pin add NAMA"


@dataclass(frozen=True, slots=True)
class GateState:
    """What the gate knows. ``people`` is None until it was read, and where it cannot be.

    ``chosen`` is who is asked for their PIN, as they stand with the lock; ``typed`` how many digits
    stand in the mask, ``digits`` the order of the keys, ``wait_s`` the seconds until the next try.
    """

    people: tuple[Person, ...] | None = None
    unreadable: bool = False
    page: int = 0
    chosen: Person | None = None
    digits: tuple[str, ...] = ()
    typed: int = 0
    checking: bool = False
    answer: Answer = ""
    wait_s: int = 0


def derive_gate(state: GateState) -> Page:
    """Return the page for whoever stands at the gate."""
    if state.unreadable:
        return _told("bad", "Daftar teknisi tidak bisa dibaca", _UNREADABLE)
    if state.people is None:
        return Page((Title("Sebentar", "Daftar teknisi sedang dibaca."),))
    if not state.people:
        words = (
            "PIN pertama dibuat saat anjungan pertama kali disiapkan, "
            "atau dengan perintah: kiosk pin add NAMA"
        )
        return _told("info", "Belum ada PIN", words)
    return _list(state, state.people) if state.chosen is None else _pad(state, state.chosen)


def _told(tone: Literal["bad", "info"], title: str, words: str) -> Page:
    return Page((Banner(tone, title), Prose(words)))


def _list(state: GateState, people: tuple[Person, ...]) -> Page:
    title = Title("Siapa Anda?", "Pilih nama Anda, lalu masukkan PIN.")
    rows = [
        StatusRow(f"{ROW}{person.id}", person.name, _standing(person), "user", pressable=True)
        for person in people
    ]
    shown, pages = fitting_rows(rows, state.page, (title,))
    return Page((title, *shown), pages=pages)


def _standing(person: Person) -> str:
    if person.locked:
        return "Terkunci"
    return f"Tunggu {length_words(_seconds(person))}" if person.wait_ms else "Masuk dengan PIN"


def _pad(state: GateState, person: Person) -> Page:
    title = Title(person.name, "" if person.locked else f"Masukkan PIN {PIN_DIGITS} angka.")
    said = _said(state, person)
    pad = PinPad(PAD, state.digits, state.typed, PIN_DIGITS, not (state.checking or state.wait_s))
    parts: tuple[Part, ...] = (title, said) if said else (title,)
    many = state.people is not None and len(state.people) > 1
    foot = (Press(OTHER, "Ganti nama", "caret-left"),) if many else ()
    return Page(parts if person.locked else (*parts, pad), foot)


def _said(state: GateState, person: Person) -> Banner | None:
    if person.locked:
        words = "Teknisi lain bisa membukanya dari layar teknisi. Tanpa itu: kiosk pin unlock NAMA"
        return Banner("bad", f"Terkunci setelah {MOST_TRIES} kali salah", words)
    if state.checking:
        return Banner("info", "PIN sedang diperiksa")
    if state.wait_s:
        title = "PIN salah" if state.answer == "wrong" else "Belum bisa mencoba"
        return Banner("warning", f"{title}. Tunggu {length_words(state.wait_s)}", _left(person))
    if state.answer == "short":
        return Banner(
            "bad",
            "PIN tidak bisa diperiksa",
            "Coba sekali lagi. Bila tetap begitu, nyalakan ulang mesin.",
        )
    return Banner("warning", "PIN salah", _left(person)) if state.answer == "wrong" else None


def _left(person: Person) -> str:
    free = FREE_TRIES - person.tries
    if free > 0:
        return f"Masih {free} kali lagi tanpa menunggu."
    return f"Sudah {person.tries} kali salah. Setelah {MOST_TRIES} kali, nama ini terkunci."


def _seconds(person: Person) -> int:
    return -(-person.wait_ms // 1000)
