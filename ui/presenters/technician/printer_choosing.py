"""The pages on which another printer is chosen: what is seen, an address, its paper."""

from __future__ import annotations

from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Entry,
    Page,
    Press,
    Prose,
    StatusRow,
    Title,
)
from ui.presenters.technician.printer_state import BUSY, FOUND, WIDTHS, PrinterState

KINDS = (("tcp", "Jaringan"), ("usb", "USB"), ("ipp", "IPP"), ("cups", "CUPS"))
"""Kinds of printers whose address is typed."""

_HINTS = {
    "tcp": "Contoh: 192.168.1.50:9100",
    "usb": "Contoh: /dev/usb/lp0",
    "ipp": "Contoh: 192.168.1.60:631/ipp/print",
    "cups": "Nama antrean CUPS. Contoh: laser",
}
_DPIS = (("203", "203 dpi"), ("180", "180 dpi"))


def derive_found(state: PrinterState) -> Page:
    """Return the printers that are seen from here."""
    title = Title("Pilih printer", "Yang terlihat dari mesin ini.")
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("choose", "Cari lagi", "arrows-clockwise", enabled=not state.busy),
        Press("type", "Ketik alamat", "keyboard"),
    )
    if state.busy == "find":
        return Page((title, Banner("info", *BUSY["find"])), foot)
    rows = [
        StatusRow(f"{FOUND}{place}", name, words, "printer", pressable=True)
        for place, (name, words) in enumerate(state.found)
    ]
    if not rows:
        words = "Nyalakan printer, pasang kabelnya, atau ketik alamatnya."
        return Page((title, Banner("warning", "Tidak ada printer terlihat", words)), foot)
    shown, pages = fitting_rows(rows, state.page, (title,), foot)
    return Page((title, *shown), foot, pages)


def derive_address(state: PrinterState) -> Page:
    """Return the page that takes the address of a printer."""
    hint = _HINTS[state.kind]
    entry = Entry("address", "Alamat", state.typed, "address", hint, state.fault, most=120)
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("next", "Lanjut", "arrow-right", "primary", enabled=bool(state.typed)),
    )
    return Page((Choice("kind", "Jenis printer", KINDS, state.kind), entry), foot)


def derive_paper(state: PrinterState) -> Page:
    """Return the page that asks for paper and head before the printer is taken."""
    raw = state.address.startswith("escpos+")
    widths = WIDTHS[:2] if raw else WIDTHS
    dots = (Choice("dpi", "Kerapatan kepala cetak", _DPIS, state.dpi),) if raw else ()
    hint = (Prose("Penggaris pada cetak uji menunjukkan kerapatan yang benar."),) if raw else ()
    news = (state.news,) if state.news else ()
    waiting = (Banner("info", *BUSY["choose"]),) if state.busy == "choose" else ()
    parts = (
        Title("Kertas dan kepala cetak", state.address),
        *news,
        *waiting,
        Choice("width", "Lebar kertas", widths, state.width),
        *dots,
        *hint,
    )
    free = not state.busy
    foot = (
        Press("back", "Kembali", "arrow-left", enabled=free),
        Press("take", "Pakai printer ini", "check", "primary", enabled=free),
    )
    return Page(parts, foot)
