"""The ticket printer: can it be reached, what does it say, is anything held back."""

from __future__ import annotations

from kiosk.app.print_room import PrintRoom
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import DataProblem, NotPermitted, PrinterProblem
from kiosk.health.check import Check
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

FAULTS = {
    "media-empty": ("kertas habis", "Pasang gulungan baru, lalu catat di Printer."),
    "media-low": ("kertas hampir habis", "Siapkan gulungan baru."),
    "cover-open": ("penutup terbuka", "Tutup penutup printer."),
    "cutter": ("pemotong macet", "Matikan printer, bebaskan pemotongnya, nyalakan lagi."),
    "media-jam": ("kertas macet", "Keluarkan kertas yang macet, lalu tutup printer."),
    "error": ("printer rusak", "Matikan dan nyalakan lagi; bila tetap, hubungi servisnya."),
    "overheated": ("terlalu panas", "Tunggu satu menit sampai kepalanya dingin."),
    "offline": ("tidak tersambung", "Periksa daya, kabel, dan alamatnya di Printer."),
    "busy": ("dipakai program lain", "Tunggu sebentar, atau matikan dan nyalakan printer."),
    "no-answer": ("tidak menjawab", "Matikan printer, lalu nyalakan lagi."),
    "no-permission": ("kios tidak boleh memakainya", "Tambahkan pengguna kios ke grup lp."),
    "garbage": ("yang menjawab bukan printer ini", "Periksa alamatnya di Printer."),
    "held": ("cetakan ditahan", "Lihat printernya, lalu cetak uji di Printer."),
}
"""What a printer says of itself, in IPP's words and ours: its Indonesian words and the remedy."""

_UNKNOWN = ("belum siap", "Lihat printernya, lalu cetak uji di Printer.")


def look_at_printer(site: Site) -> Check:
    """Ask the printer itself, unless a paper is on its way."""
    try:
        room = PrintRoom(site.data)
        health = room.probe(patience=PATIENCE_SECONDS)
        return judge_printer(room.card.uri, health, held=bool(room.hold.reason))
    except PrinterProblem:
        return PRINTER.skipped("sedang mencetak", "Periksa lagi sebentar lagi.")
    except (DataProblem, NotPermitted):
        return PRINTER.failed(
            "pilihan printer tidak dapat dibaca", "Pilih printer lagi di Printer."
        )


def judge_printer(uri: str, health: PrinterHealth, *, held: bool) -> Check:
    """Judge what the printer at ``uri`` said; ``held`` papers wait until somebody has looked."""
    faults = [*health.faults, *(["held"] if held else [])]
    told = [FAULTS.get(fault, _UNKNOWN) for fault in faults]
    words = ", ".join(dict.fromkeys(word for word, _ in told))
    where = address_words(uri)
    if not health.ready or held:
        word, remedy = (words, told[0][1]) if told else _UNKNOWN
        return PRINTER.failed(f"{where} · {word}", remedy)
    if told:
        return PRINTER.warned(f"{where} · siap, {words}", told[0][1])
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
