"""USB: what lies on the stick, what one file would change, and what is saved onto it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.health.check import State as Sign
from kiosk.stick.preview import Kind, Look, Preview, State
from ui.presenters.technician.asking import ask
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Field,
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

Screen = Literal["files", "file", "save"]
Asked = Literal["", "apply", "back_mall", "back_catalogue", "back_config"]

ICONS: Mapping[Kind, str] = {
    "mall": "files",
    "config": "gear",
    "catalogue": "book-open",
    "reply": "cloud-check",
    "enrolled": "cloud-check",
    "office": "upload-simple",
}
_SIGNS: Mapping[State, Sign | None] = {
    "ready": None,
    "same": "pass",
    "faulty": "fail",
    "not_here": "skip",
}
_STATES: Mapping[State, str] = {
    "ready": "siap dipasang",
    "same": "sudah terpasang",
    "faulty": "ada kesalahan",
    "not_here": "bukan untuk mesin ini",
}
_FORMER: Mapping[str, str] = {
    "mall": "Berkas mal sebelumnya",
    "catalogue": "Katalog sebelumnya",
    "config": "Setelan sebelumnya",
}
_ANSWERS = ("reply", "enrolled")
"""Kinds that count at once; the others do from the next start on."""

CHOICES: tuple[tuple[str, str], ...] = (
    ("all", "Semuanya"),
    ("ledger", "Buku mesin dan berkas untuk kantor"),
    ("log", "Catatan kejadian"),
    ("report", "Laporan kesiapan"),
    ("config", "Setelan dan berkas mal"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the last thing that was done; ``restart`` offers to start the kiosk anew."""

    tone: Tone
    title: str
    text: str = ""
    restart: bool = False


@dataclass(frozen=True, slots=True)
class UsbState:
    """``look`` is None until the stick was read; ``trouble`` is why it could not be (Indonesian).

    ``opened`` is the file whose preview is shown, ``asked`` the question that stands over the page.
    ``working`` says what is under way, "" for nothing. ``former`` are the kinds of file that can be
    gone back to, ``choice`` what is to be saved. ``page`` counts from 0.
    """

    screen: Screen = "files"
    look: Look | None = None
    trouble: str = ""
    opened: Preview | None = None
    asked: Asked = ""
    working: str = ""
    told: Told | None = None
    former: tuple[str, ...] = ()
    choice: str = "all"
    page: int = 0


def derive_usb(state: UsbState) -> Page:
    """Return the page."""
    if state.screen == "file" and state.opened is not None:
        return _file_page(state, state.opened)
    return _save_page(state) if state.screen == "save" else _files_page(state)


def _files_page(state: UsbState) -> Page:
    idle = not state.working
    foot = (
        Press("look", "Baca lagi", "arrows-clockwise", enabled=idle),
        Press("save", "Simpan ke stik", "download-simple", "primary", idle and _is_in(state)),
    )
    above: tuple[Part, ...] = (
        Title("Stik USB", "Hanya isi paling luar dan folder ANJUNGAN yang dibaca."),
        *_news(state),
        *_ways_back(state),
    )
    shown, pages = fitting_rows(_file_rows(state.look), state.page, above, foot)
    return Page(above + shown, foot, pages, _question(state))


def _is_in(state: UsbState) -> bool:
    return state.look is not None and not state.trouble


def _news(state: UsbState) -> tuple[Part, ...]:
    if state.working:
        return (Banner("info", state.working, "Jangan cabut stik."),)
    if state.trouble:
        return (Banner("info", "Stik belum siap", state.trouble), *_told(state.told))
    if state.look is None:
        return (Prose("Membaca stik."),)
    return (*_told(state.told), *_of_look(state.look))


def _told(told: Told | None) -> tuple[Part, ...]:
    if told is None:
        return ()
    press = (
        Press("restart", "Mulai ulang aplikasi", "arrow-counter-clockwise")
        if told.restart
        else None
    )
    return (Banner(told.tone, told.title, told.text, press),)


def _of_look(look: Look) -> tuple[Part, ...]:
    if look.crowded:
        text = "Tidak semua dibaca. Taruh berkas Anjungan di folder ANJUNGAN."
        return (Banner("warning", "Terlalu banyak berkas", text),)
    if not look.previews and not look.skipped:
        text = "Tidak ada berkas mal, setelan, katalog, atau balasan provinsi di stik ini."
        return (Banner("info", "Tidak ada berkas Anjungan", text),)
    return ()


def _ways_back(state: UsbState) -> tuple[Part, ...]:
    icon = "arrow-counter-clockwise"
    buttons = [
        Press(f"back_{kind}", _FORMER[kind], icon, enabled=not state.working)
        for kind in state.former
    ]
    return (Presses(tuple(buttons), 2 if len(buttons) > 1 else 1),) if buttons else ()


def _file_rows(look: Look | None) -> Sequence[Part]:
    if look is None:
        return ()
    files = [_file_row(number, shown) for number, shown in enumerate(look.previews)]
    skipped = [
        StatusRow(f"skipped-{number}", one.name, one.fault.words, "warning", "warn")
        for number, one in enumerate(look.skipped)
    ]
    return files + skipped


def _file_row(number: int, shown: Preview) -> StatusRow:
    detail = f"{shown.name} · {size_words(shown.size)} · {_STATES[shown.state]}"
    icon, sign = ICONS.get(shown.kind, "file-text"), _SIGNS[shown.state]
    return StatusRow(f"file_{number}", shown.title, detail, icon, sign, pressable=True)


def _file_page(state: UsbState, shown: Preview) -> Page:
    ready = shown.state == "ready" and not state.working
    foot = (
        Press("back", "Kembali", "arrow-left", enabled=not state.working),
        Press("apply", "Pasang", "check", "primary", ready),
    )
    above: tuple[Part, ...] = (
        Title(shown.title, f"{shown.name} · {size_words(shown.size)}"),
        *(_news(state) if state.working else (*_told(state.told), _verdict(shown))),
    )
    rows, pages = fitting_rows(_details(shown), state.page, above, foot)
    return Page(above + rows, foot, pages, _question(state))


def _verdict(shown: Preview) -> Banner:
    match shown.state:
        case "faulty":
            count = len(shown.faults)
            return Banner("bad", f"{count} kesalahan", "Berkas ini tidak bisa dipasang.")
        case "same":
            return Banner("good", "Sudah terpasang", "Tidak ada yang akan berubah.")
        case "not_here":
            return Banner("info", "Bukan untuk mesin ini", "Bawa ke kantor provinsi.")
        case _:
            return Banner("info", "Yang akan berubah", "Periksa dulu, lalu sentuh Pasang.")


def _details(shown: Preview) -> Sequence[Part]:
    if shown.faults:
        return [
            StatusRow(f"fault-{number}", fault.words, fault.place, "", "fail")
            for number, fault in enumerate(shown.faults)
        ]
    return [
        Field(change.id, change.title, change_words(change.before, change.after), pressable=False)
        for change in shown.changes
    ]


def change_words(before: str, after: str) -> str:
    """Return a change in words; an empty side is left out."""
    if not before:
        return after
    return f"{before} menjadi {after}" if after else f"{before} (dihapus)"


def _save_page(state: UsbState) -> Page:
    idle = not state.working
    foot = (
        Press("back", "Kembali", "arrow-left", enabled=idle),
        Press("export", "Simpan", "download-simple", "primary", idle),
    )
    choice = Choice("choice", "Apa yang disimpan?", CHOICES, state.choice)
    where = "Disimpan ke folder ANJUNGAN, lalu dibaca kembali dan dicocokkan."
    news = _news(state) if state.working else _told(state.told)
    return Page((Title("Simpan ke stik", where), *news, choice), foot)


def _question(state: UsbState) -> Question | None:
    if not state.asked:
        return None
    if state.asked != "apply":
        former = _FORMER[state.asked.removeprefix("back_")].lower()
        return _replacing(f"Pakai lagi {former}?")
    if state.opened is None or state.opened.kind not in _ANSWERS:
        return _replacing("Pasang berkas ini?")
    deed, text = ("confirm", "Ya, pasang"), "Berlaku sekarang juga."
    return ask("Pasang berkas ini?", text, deed, ("cancel", "Batal"))


def _replacing(title: str) -> Question:
    text = "Berlaku setelah aplikasi dimulai ulang. Yang lama tetap disimpan."
    deed, back = ("confirm", "Ya, ganti yang sekarang"), ("cancel", "Batal")
    return ask(title, text, deed, back, careful=True)


def size_words(size: int) -> str:
    """Return a size in bytes as a person says it."""
    if size < 1_000:
        return f"{size} bita"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
