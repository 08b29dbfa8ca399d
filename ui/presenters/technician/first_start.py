"""The first start: its steps in order, what each is called, and what does not work without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import Banner, Choice, Head, Page, Press, Prose, Question, Title

Step = Literal[
    "language", "screen", "terminal", "clock", "printer", "enrolment", "people", "summary"
]
Answer = Literal["done", "skipped"]

LANGUAGES = (
    ("id,en", "Indonesia, lalu English"),
    ("en,id", "English, lalu Indonesia"),
    ("id", "Indonesia saja"),
)
"""Which languages visitors are offered, the first shown first, as the configuration writes it."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step's title, its icon, and what does not work where it is skipped."""

    title: str
    icon: str
    without: str = ""


STEPS: Mapping[Step, StepWords] = {
    "language": StepWords(
        "Bahasa", "translate", "Layar awal memakai bahasa Indonesia, lalu English."
    ),
    "screen": StepWords(
        "Layar dan sentuhan",
        "hand-tap",
        "Huruf dan tombol mengikuti layar 21,5 inci. Tidak ada yang tahu apakah sentuhan tepat.",
    ),
    "terminal": StepWords(
        "Nomor dan mal",
        "buildings",
        "Mesin ini bernomor 1 dan memakai mal contoh. Jangan dipakai melayani warga.",
    ),
    "clock": StepWords(
        "Jam", "clock", "Kalau tanggalnya salah, nomor antrean masuk ke hari yang salah."
    ),
    "printer": StepWords(
        "Printer", "printer", "Tiket tidak tercetak. Warga hanya melihat nomornya di layar."
    ),
    "enrolment": StepWords(
        "Pendaftaran",
        "cloud-check",
        "Nomor tidak terkirim ke provinsi. Mesin tetap melayani sendiri.",
    ),
    "people": StepWords(
        "PIN teknisi", "password", "Menu teknisi di layar ini tidak bisa dibuka siapa pun."
    ),
    "summary": StepWords("Ringkasan", "list-checks"),
}
"""Every step in its order."""

PREVIOUS = Press("previous", "Kembali", "arrow-left")
SKIP = Press("skip", "Lewati")


def forward(text: str = "Lanjut", *, enabled: bool = True) -> Press:
    """Return the button to the next step."""
    return Press("forward", text, "arrow-right", "primary", enabled)


def step_foot(
    *, first: bool = False, text: str = "Lanjut", enabled: bool = True
) -> tuple[Press, ...]:
    """Return the foot of a step's own page; at the first step there is nothing before."""
    ways = (SKIP, forward(text, enabled=enabled))
    return ways if first else (PREVIOUS, *ways)


def derive_first_start_head(step: Step) -> Head:
    """Return the head over a step; there is no way out but the end."""
    place = list(STEPS).index(step) + 1
    return Head("Pemasangan", f"Langkah {place} dari {len(STEPS)} · {STEPS[step].title}", leave="")


def skip_question(step: Step) -> Question:
    """Ask before a step is skipped, and say what then does not work."""
    return ask(
        "Lewati langkah ini?",
        STEPS[step].without,
        ("skip_yes", "Ya, lewati"),
        ("skip_no", "Tidak, kerjakan"),
        careful=True,
    )


def derive_language(chosen: str, trouble: str = "") -> Page:
    """Return the page that asks for the languages of the first screen."""
    parts = (
        Title("Bahasa layar awal", "Bahasa pertama tampil sebelum warga memilih."),
        Choice("languages", "", LANGUAGES, chosen, trouble),
    )
    return Page(parts, step_foot(first=True))


@dataclass(frozen=True, slots=True)
class ClockView:
    """What the clock says, in words; ``impossible`` where it is certainly wrong."""

    day: str
    time: str
    impossible: bool = False
    denied: bool = False


_HOW = (
    "Layar ini tidak mengubah jam mesin. Setel lewat jaringan (NTP), lewat BIOS, atau dengan "
    "perintah timedatectl set-time, zona Asia/Jakarta. Setelah jam benar, kembali ke sini. "
    "Kalau jam sering mundur, ganti baterai jam di papan induk."
)


def derive_first_clock(view: ClockView) -> Page:
    """Return the page on which a person vouches for the date."""
    tone = "bad" if view.impossible else "warning" if view.denied else "info"
    time = view.time if not view.impossible else f"{view.time}. Tanggal ini pasti salah."
    title = Title("Apakah jam ini benar?", "Cocokkan dengan jam Anda.")
    banner = Banner(tone, view.day, time)
    wrong = view.impossible or view.denied
    press = Press("wrong", "Jam ini salah", "x")
    below = (Prose(_HOW),) if wrong else ()
    foot = (PREVIOUS, SKIP, forward("Ya, benar", enabled=not view.impossible))
    if not wrong:
        banner = Banner(tone, view.day, time, press)
    return Page((title, banner, *below), foot)
