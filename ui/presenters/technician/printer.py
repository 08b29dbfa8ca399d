"""Tab Printer: how the printer is, a trial page, a new roll, another printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.health.check import State
from kiosk.wording.measures import decimal, whole
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Entry,
    Page,
    Part,
    Press,
    Prose,
    Question,
    StatusRow,
    Title,
)

FOUND = "found_"
"""Before a printer's place in the list, in the name of its row."""

Step = Literal["home", "roll", "find", "address", "paper"]
Busy = Literal["", "trial", "choose", "find"]
Asked = Literal["", "trial", "hold"]

ROLLS = (("same", "Sama seperti tadi"), ("80", "80 m"), ("50", "50 m"), ("30", "30 m"))
"""Lengths of a new roll, in metres."""

KINDS = (("tcp", "Jaringan"), ("usb", "USB"), ("ipp", "IPP"), ("cups", "CUPS"))
"""Kinds of printers whose address is typed."""

_HINTS = {
    "tcp": "Contoh: 192.168.1.50:9100",
    "usb": "Contoh: /dev/usb/lp0",
    "ipp": "Contoh: 192.168.1.60:631/ipp/print",
    "cups": "Nama antrean CUPS. Contoh: laser",
}
_WIDTHS = (("80", "80 mm"), ("58", "58 mm"), ("a4", "A4"))
_DPIS = (("203", "203 dpi"), ("180", "180 dpi"))
_PROOFS = {
    "marker": "Printer memberi tahu kapan tiket selesai",
    "gs_r": "Printer memberi tahu kapan tiket selesai",
    "ipp": "Printer memberi tahu kapan lembar selesai",
    "folder": "Tiket disimpan sebagai berkas",
}
_BUSY = {
    "trial": ("Sedang mencetak", "Tunggu sampai kertasnya keluar."),
    "choose": ("Menghubungi printer", "Kertas kosong bisa keluar sebentar."),
    "find": ("Mencari printer", "Tunggu beberapa detik."),
}


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """How the printer was when it was last asked.

    ``told`` are its words for what is wrong, ``remedy`` what to do. ``mm_left`` is None where the
    length of the roll was never told, ``trial`` says what somebody saw of the last trial page
    (None: never one), ``trial_at`` when, in words.
    """

    address: str
    width: str
    ready: bool
    told: tuple[str, ...] = ()
    remedy: str = ""
    held: bool = False
    proof: str = "none"
    is_folder: bool = False
    mm_left: int | None = None
    slips_left: int | None = None
    low: bool = False
    trial: bool | None = None
    trial_at: str = ""


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What the tab knows and what is chosen on it. ``news`` says what the last action came to."""

    facts: PrinterFacts | None = None
    step: Step = "home"
    busy: Busy = ""
    asked: Asked = ""
    news: Banner | None = None
    found: tuple[tuple[str, str], ...] = ()
    page: int = 0
    kind: str = "tcp"
    typed: str = ""
    fault: str = ""
    address: str = ""
    width: str = "80"
    dpi: str = "203"
    roll: str = "same"


def derive_printer(state: PrinterState) -> Page:
    """Return the page of the step the tab is at."""
    return _STEPS[state.step](state)


def _home(state: PrinterState) -> Page:
    news = (state.news,) if state.news else ()
    parts: tuple[Part, ...] = (*news, _standing(state), *_rows(state.facts))
    free = not state.busy
    foot = (
        Press("trial", "Cetak uji", "receipt", "primary", enabled=free),
        Press("roll", "Ganti gulungan", "arrows-clockwise", enabled=free),
        Press("choose", "Pilih printer", "printer", enabled=free),
    )
    return Page(parts, foot, question=_question(state))


def _standing(state: PrinterState) -> Banner:
    facts = state.facts
    if state.busy:
        return Banner("info", *_BUSY[state.busy])
    if facts is None:
        return Banner("info", "Menanyai printer", "Tunggu beberapa detik.")
    if facts.held:
        press = Press("lift", "Lepaskan", "check")
        words = "Satu tiket mungkin masih keluar. Lihat printernya dulu."
        return Banner("warning", "Cetakan ditahan", words, press)
    return _told(facts)


def _told(facts: PrinterFacts) -> Banner:
    words = f"{_sentence(', '.join(facts.told))} {facts.remedy}".strip()
    if not facts.ready:
        return Banner("bad", "Printer belum siap", words)
    if facts.is_folder:
        return Banner("warning", "Belum ada printer", "Tiket disimpan sebagai berkas.")
    return Banner("warning" if facts.told else "good", "Printer siap", words)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _rows(facts: PrinterFacts | None) -> tuple[StatusRow, ...]:
    if facts is None:
        return ()
    proof = _PROOFS.get(facts.proof, "Printer tidak memberi tahu kapan tiket selesai")
    width = dict(_WIDTHS).get(facts.width, facts.width)
    return (
        StatusRow("device", "Alat", f"{facts.address} · kertas {width}", "printer"),
        _paper(facts),
        _trial(facts),
        StatusRow("proof", "Tanda selesai", proof, "seal-check"),
    )


def _paper(facts: PrinterFacts) -> StatusRow:
    state: State | None
    if facts.width == "a4" or facts.is_folder:
        words, state = "Tidak dihitung", None
    elif facts.mm_left is None:
        words, state = "Panjang gulungan belum dicatat", "warn"
    else:
        metres = f"sisa {decimal(facts.mm_left / 1000)} m"
        known = facts.slips_left is not None
        words = f"± {whole(facts.slips_left or 0)} tiket · {metres}" if known else metres
        state = "warn" if facts.low else "pass"
    return StatusRow("paper", "Kertas", words, "receipt", state)


def _trial(facts: PrinterFacts) -> StatusRow:
    state: State = "pass" if facts.trial else "warn"
    words = "Belum pernah dilihat orang"
    if facts.trial is not None:
        words = f"{'Tercetak benar' if facts.trial else 'Tidak benar'} · {facts.trial_at}"
    return StatusRow("last_trial", "Cetak uji terakhir", words, "ruler", state)


def _question(state: PrinterState) -> Question | None:
    if state.asked == "trial":
        return Question(
            "Tercetak benar?",
            "Penggaris tepat, batang abu-abu terlihat, keempat kode utuh, kertas terpotong.",
            (
                Press("trial_yes", "Ya, benar", look="primary"),
                Press("trial_no", "Tidak"),
            ),
        )
    if state.asked == "hold":
        return Question(
            "Printer sudah dilihat?",
            "Ambil kertas yang tersisa. Gulungan bersih, tidak ada tiket setengah jadi.",
            (
                Press("lift_yes", "Sudah, bersih", look="primary"),
                Press("lift_no", "Belum"),
            ),
        )
    return None


def _roll(state: PrinterState) -> Page:
    steps = (
        "1. Buka penutup printer, ambil gulungan lama.\n"
        "2. Pasang gulungan baru, ujung kertas keluar dari bawah.\n"
        "3. Tutup penutup, sobek ujung kertas.\n"
        "4. Pilih panjangnya, lalu sentuh Sudah dipasang."
    )
    parts = (
        Title("Ganti gulungan", "Sisa kertas dihitung dari sini."),
        Prose(steps),
        Choice("length", "Panjang gulungan baru", ROLLS, state.roll),
    )
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("roll_done", "Sudah dipasang", "check", "primary"),
    )
    return Page(parts, foot)


def _find(state: PrinterState) -> Page:
    title = Title("Pilih printer", "Yang terlihat dari mesin ini.")
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("type", "Ketik alamat", "keyboard"),
    )
    if state.busy == "find":
        return Page((title, Banner("info", *_BUSY["find"])), foot)
    rows = [
        StatusRow(f"{FOUND}{place}", name, words, "printer", pressable=True)
        for place, (name, words) in enumerate(state.found)
    ]
    if not rows:
        words = "Nyalakan printer, pasang kabelnya, atau ketik alamatnya."
        return Page((title, Banner("warning", "Tidak ada printer terlihat", words)), foot)
    shown, pages = fitting_rows(rows, state.page, (title,), foot)
    return Page((title, *shown), foot, pages)


def _address(state: PrinterState) -> Page:
    keys = "address"
    entry = Entry("address", "Alamat", state.typed, keys, _HINTS[state.kind], state.fault, most=120)
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("next", "Lanjut", "arrow-right", "primary", enabled=bool(state.typed)),
    )
    return Page((Choice("kind", "Jenis printer", KINDS, state.kind), entry), foot)


def _paper_of(state: PrinterState) -> Page:
    raw = state.address.startswith("escpos+")
    widths = _WIDTHS[:2] if raw else _WIDTHS
    dots = (Choice("dpi", "Kerapatan kepala cetak", _DPIS, state.dpi),) if raw else ()
    hint = (Prose("Penggaris pada cetak uji menunjukkan kerapatan yang benar."),) if raw else ()
    fault = (Banner("bad", "Belum bisa", state.fault),) if state.fault else ()
    waiting = (Banner("info", *_BUSY["choose"]),) if state.busy == "choose" else ()
    parts = (
        Title("Kertas dan kepala cetak", state.address),
        *fault,
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


_STEPS = {
    "home": _home,
    "roll": _roll,
    "find": _find,
    "address": _address,
    "paper": _paper_of,
}
