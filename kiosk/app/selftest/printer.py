"""The ticket printer: can it be reached, what does it say, is anything held back."""

from __future__ import annotations

from kiosk.app.print_room import PrintRoom
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import DataProblem, NotPermitted, PrinterProblem
from kiosk.health.check import Check
from kiosk.wording.printer_faults import FAULTS, NOT_READY, fault_words
from printing.ports import PrinterHealth

PRINTER = Subject("printer", "Printer tiket")

PATIENCE_SECONDS = 2.0
"""How long the printer's turn is waited for: a slip under way is no fault."""

_KINDS = {
    "escpos+tcp://": "TCP",
    "escpos+file:": "USB",
    "ipp://": "IPP",
    "ipps://": "IPP",
    "cups:": "CUPS",
    "folder:": "folder",
}


def look_at_printer(site: Site) -> Check:
    """Ask the printer itself, unless a paper is on its way.

    A folder that is not there is not made by whoever only looks.
    """
    if not site.data.is_dir():
        return PRINTER.skipped("folder data belum ada", "Mulai kios, atau sebut foldernya: --data.")
    try:
        room = PrintRoom(site.data)
        health = room.probe(patience=PATIENCE_SECONDS)
        return judge_printer(room.card.uri, health, held=bool(room.hold.reason))
    except PrinterProblem:
        return PRINTER.skipped("sedang mencetak", "Periksa lagi sebentar lagi.")
    except NotPermitted:
        return PRINTER.skipped(
            "pengguna ini tidak boleh memakainya", "Periksa sebagai pengguna kios."
        )
    except DataProblem:
        return PRINTER.failed(
            "pilihan printer tidak dapat dibaca", "Pilih printer lagi di Printer."
        )


def judge_printer(uri: str, health: PrinterHealth, *, held: bool) -> Check:
    """Judge what the printer at ``uri`` said; ``held`` papers wait until somebody has looked."""
    faults = [*health.faults, *(["held"] if held else [])]
    words, where = fault_words(faults), address_words(uri)
    remedy = FAULTS.get(faults[0], NOT_READY)[1] if faults else NOT_READY[1]
    if not health.ready or held:
        return PRINTER.failed(f"{where} · {words or NOT_READY[0]}", remedy)
    if words:
        return PRINTER.warned(f"{where} · siap, {words}", remedy)
    if uri.startswith("folder:"):
        return PRINTER.warned(
            "belum ada printer: tiket disimpan sebagai berkas", "Pilih printer di Printer."
        )
    return PRINTER.passed(f"{where} · siap")


def address_words(uri: str) -> str:
    """Return a printer's address as a person reads it: "TCP 192.168.10.21:9100"."""
    for scheme, kind in _KINDS.items():
        if uri.startswith(scheme):
            return f"{kind} {uri.removeprefix(scheme)}"
    return uri
