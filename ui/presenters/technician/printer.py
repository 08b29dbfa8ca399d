"""Tab Printer: how the printer is, a trial page, a new roll, another printer."""

from __future__ import annotations

from kiosk.health.check import State
from kiosk.wording.measures import decimal, whole
from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Page,
    Part,
    Press,
    Prose,
    Question,
    StatusRow,
    Title,
)
from ui.presenters.technician.printer_choosing import derive_address, derive_found, derive_paper
from ui.presenters.technician.printer_state import BUSY, WIDTHS, PrinterFacts, PrinterState

ROLLS = (("same", "Seperti biasa"), ("80", "80 m"), ("50", "50 m"), ("30", "30 m"))
"""Lengths of a new roll, in metres."""

_PROOFS = {
    "marker": "Printer memberi tahu kapan tiket selesai",
    "gs_r": "Printer memberi tahu kapan tiket selesai",
    "ipp": "Printer memberi tahu kapan lembar selesai",
    "folder": "Tiket disimpan sebagai berkas",
}


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
        return Banner("info", *BUSY[state.busy])
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
    width = dict(WIDTHS).get(facts.width, facts.width)
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
        return ask(
            "Tercetak benar?",
            "Penggaris tepat, batang abu-abu terlihat, keempat kode utuh, kertas terpotong.",
            ("trial_yes", "Ya, benar"),
            ("trial_no", "Tidak"),
        )
    if state.asked == "hold":
        return ask(
            "Printer sudah dilihat?",
            "Ambil kertas yang tersisa. Gulungan bersih, tidak ada tiket setengah jadi.",
            ("lift_yes", "Sudah, bersih"),
            ("lift_no", "Belum"),
        )
    return None


def _roll(state: PrinterState) -> Page:
    steps = (
        "1. Buka penutup printer, ambil gulungan lama.\n"
        "2. Pasang gulungan baru. Sisi cetak (menghitam bila digores kuku) ke kepala cetak.\n"
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


_STEPS = {
    "home": _home,
    "roll": _roll,
    "find": derive_found,
    "address": derive_address,
    "paper": derive_paper,
}
