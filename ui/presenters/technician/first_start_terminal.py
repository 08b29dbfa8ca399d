"""First start, who the terminal is: its number in the mall, and the mall's file from a stick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.stick.preview import Preview
from ui.presenters.technician.asking import ask
from ui.presenters.technician.first_start import step_foot
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Entry,
    Field,
    Page,
    Part,
    Press,
    Question,
    StatusRow,
    Title,
)

FILE = "file_"
"""Before a file's place in the list, in the name of its row."""

Screen = Literal["home", "number", "stick"]


@dataclass(frozen=True, slots=True)
class TerminalState:
    """``number`` is empty before it was chosen, ``mall`` the name of the mall whose file holds.

    ``files`` are the stick's, None before it was read; ``trouble`` says why it cannot be.
    ``opened`` is the place of the file that is asked about, or whose faults fill the page.
    ``settled`` where the province knows this terminal already: then it keeps number and mall.
    """

    number: str = ""
    mall: str = ""
    is_example: bool = True
    settled: bool = False
    screen: Screen = "home"
    typed: str = ""
    fault: str = ""
    files: tuple[Preview, ...] | None = None
    trouble: str = ""
    opened: int | None = None
    page: int = 0
    working: bool = False
    news: Banner | None = None


def derive_terminal(state: TerminalState) -> Page:
    """Return the page."""
    if state.screen == "number":
        return _number(state)
    return _stick(state) if state.screen == "stick" else _home(state)


def _home(state: TerminalState) -> Page:
    free = not (state.settled or state.working)
    note = "Mal contoh, hanya untuk mencoba." if state.is_example else "Dari berkas mal."
    parts: list[Part] = [Title("Nomor dan mal", "Nomor mesin berlaku untuk selamanya.")]
    if state.news is not None:
        parts.append(state.news)
    if state.settled:
        told = "Provinsi sudah mengenal mesin ini, jadi nomor dan malnya tetap."
        parts.append(Banner("info", "Sudah terdaftar", told))
    number = Field(
        "number",
        "Nomor mesin",
        state.number or "Belum diisi",
        "Angka 1 sampai 99, lain untuk tiap mesin di satu mal.",
        state.fault,
        pressable=free,
    )
    mall = Field("mall", "Mal", state.mall or "Sedang dibaca", note, pressable=free)
    ready = bool(state.number) and not state.working
    return Page((*parts, number, mall), step_foot(enabled=ready))


def _number(state: TerminalState) -> Page:
    hint = "Angka 1 sampai 99. Tanyakan ke kantor, nomor yang sama tidak boleh dipakai dua mesin."
    entry = Entry("typed", "Nomor mesin", state.typed, "digits", hint, state.fault, most=3)
    ready = bool(state.typed) and not state.fault
    foot = (
        Press("cancel", "Batal", "x"),
        Press("keep", "Simpan", "check", "primary", enabled=ready),
    )
    return Page((entry,), foot)


def _stick(state: TerminalState) -> Page:
    if state.opened is not None and state.files is not None and state.files[state.opened].faults:
        return _faults(state.files[state.opened], state.page)
    above = (Title("Berkas mal", "Colokkan stik USB dengan berkas dari kantor."), *_told(state))
    foot = (
        Press("cancel", "Kembali", "arrow-left"),
        Press("example", "Pakai mal contoh"),
        Press("look", "Baca lagi", "arrows-clockwise", enabled=not state.working),
    )
    rows = [_row(place, preview) for place, preview in enumerate(state.files or ())]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages, _question(state))


def _faults(preview: Preview, page: int) -> Page:
    """Return every fault of a file, each with its place in it: this is what the office is told."""
    count = f"{len(preview.faults)} kesalahan"
    above = (
        Title(preview.name, preview.title),
        Banner("bad", count, "Berkas ini tidak bisa dipasang. Minta kantor membetulkannya."),
    )
    foot = (Press("close", "Kembali", "arrow-left"),)
    rows = [
        StatusRow(f"fault_{place}", fault.words, fault.place, "", "fail")
        for place, fault in enumerate(preview.faults)
    ]
    shown, pages = fitting_rows(rows, page, above, foot)
    return Page((*above, *shown), foot, pages)


def _told(state: TerminalState) -> tuple[Banner, ...]:
    if state.working:
        return (Banner("info", "Sedang bekerja", "Jangan cabut stik."),)
    if state.trouble:
        return (Banner("warning", "Stik belum bisa dibaca", state.trouble),)
    if state.news is not None:
        return (state.news,)
    if state.files is not None and not state.files:
        return (Banner("warning", "Tidak ada berkas", "Di stik ini tidak ada berkas untuk mesin."),)
    return ()


def _row(place: int, preview: Preview) -> StatusRow:
    if preview.faults:
        told = f"{len(preview.faults)} kesalahan. Pertama: {preview.faults[0].words}"
        return StatusRow(f"{FILE}{place}", preview.name, told, "file-text", "fail", pressable=True)
    ready = preview.state == "ready"
    told = preview.title if ready else f"{preview.title} · sudah dipakai"
    return StatusRow(f"{FILE}{place}", preview.name, told, "file-text", "pass", pressable=ready)


def _question(state: TerminalState) -> Question | None:
    if state.opened is None or state.files is None:
        return None
    preview = state.files[state.opened]
    told = [f"{change.title}: {change.after or 'tidak ada'}" for change in preview.changes[:_MOST]]
    more = len(preview.changes) - _MOST
    told += [f"dan {more} lagi"] if more > 0 else []
    return ask(
        "Pasang berkas ini?",
        "\n".join([preview.title, *told]),
        ("apply", "Ya, pasang" if state.is_example else "Ya, ganti yang lama"),
        ("close", "Batal"),
        careful=not state.is_example,
    )


_MOST = 5
"""Changes that a question names; the rest is counted."""
