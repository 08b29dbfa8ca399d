"""What a printer says of itself, in IPP's words and ours: Indonesian words, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

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
"""By fault: its words, and the remedy as one sentence."""

NOT_READY = ("belum siap", "Lihat printernya, lalu cetak uji di Printer.")
"""The same for a fault that has no words of its own."""


def fault_words(faults: Iterable[str]) -> str:
    """Return faults as one list of words, each once."""
    return ", ".join(dict.fromkeys(FAULTS.get(fault, NOT_READY)[0] for fault in faults))
