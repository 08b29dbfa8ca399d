"""First start, the printer: which one, and what a person saw of its trial page."""

from __future__ import annotations

from dataclasses import replace

from ui.presenters.technician.first_start import step_foot
from ui.presenters.technician.parts import Banner, Page, Part, Press, Presses, StatusRow, Title
from ui.presenters.technician.printer import derive_printer
from ui.presenters.technician.printer_state import PrinterState

_BUSY = {
    "trial": ("Sedang mencetak", "Tunggu sampai kertasnya keluar."),
    "choose": ("Menghubungi printer", "Kertas kosong bisa keluar sebentar."),
}


def derive_first_printer(state: PrinterState, trial: bool | None) -> Page:  # noqa: FBT001 - a fact
    """Return the page of the step; ``trial`` is what somebody saw, None before.

    Finding and choosing a printer look as they do for a technician later on. ``state.address`` is
    the chosen printer in words, empty before.
    """
    if state.step != "home":
        return derive_printer(state)
    chosen = bool(state.address)
    free = not state.busy
    parts: list[Part] = [Title("Printer tiket", "Nyalakan printer dan pasang kertasnya.")]
    if state.busy in _BUSY:
        parts.append(Banner("info", *_BUSY[state.busy]))
    elif state.news is not None:
        parts.append(state.news)
    elif not chosen:
        parts.append(Banner("warning", "Belum ada printer", "Pilih printer yang tersambung."))
    if chosen:
        words, sign = _TRIALS[trial]
        proven = "pass" if trial else None  # Chosen alone says nothing about how it is.
        parts.append(StatusRow("device", "Alat", state.address, "printer", proven))
        parts.append(StatusRow("seen", "Cetak uji", words, "receipt", sign))
    buttons = (
        Press("choose", "Pilih printer", "printer", enabled=free),
        Press("trial", "Cetak uji", "receipt", enabled=free and chosen),
    )
    question = derive_printer(replace(state, facts=None)).question
    foot = step_foot(enabled=free and chosen)
    return Page((*parts, Presses(buttons)), foot, question=question)


_TRIALS = {
    None: ("Belum dicetak.", None),
    True: ("Tercetak benar.", "pass"),
    False: ("Tidak benar. Periksa gulungan dan lebar kertas, lalu coba lagi.", "warn"),
}
