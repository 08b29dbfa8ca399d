"""First start, the screen: its size, the test picture, the touch test."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.health.check import State
from kiosk.wording.measures import decimal
from ui.presenters.technician.asking import ask
from ui.presenters.technician.first_start import step_foot
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Entry,
    Page,
    Press,
    Question,
    ScreenTest,
    StatusRow,
    Title,
    TouchTest,
)

DIAGONALS = ("21.5", "23.8", "27", "32", "43")
SMALLEST = 21.5
"""Inches from which on the targets are as large as they are meant to be."""

OTHER = "other"
ROTATIONS = (
    ("0", "Sudah tegak"),
    ("90", "Putar ke kanan"),
    ("270", "Putar ke kiri"),
    ("180", "Balik"),
)
"""Degrees clockwise, and what they do to the picture."""


@dataclass(frozen=True, slots=True)
class ScreenState:
    """What is known of the screen; ``diagonal`` (inches) and ``rotation`` as they are written.

    ``picture`` is what a person saw of the test picture and ``touch`` whether all targets were hit,
    both None before; ``worst_mm`` is how far the worst touch fell. ``typed`` is an own size being
    typed, None while the page of the step is shown. ``working`` while a choice is being written.
    """

    diagonal: str = "21.5"
    rotation: str = "0"
    picture: bool | None = None
    touch: bool | None = None
    worst_mm: float = 0.0
    typed: str | None = None
    fault: str = ""
    whole: ScreenTest | TouchTest | None = None
    asked: bool = False
    working: bool = False


def derive_first_screen(state: ScreenState) -> Page:
    """Return the page."""
    if state.typed is not None:
        return _typing(state)
    own = state.diagonal not in DIAGONALS
    options = [(size, f"{size.replace('.', ',')} inci") for size in DIAGONALS]
    last = f"{state.diagonal.replace('.', ',')} inci" if own else "Lainnya"
    small = (_SMALL,) if float(state.diagonal) < SMALLEST else ()
    parts = (
        Title("Layar dan sentuhan", "Ukur kaca dari sudut ke sudut."),
        Choice(
            "diagonal",
            "Ukuran layar",
            (*options, (OTHER, last)),
            OTHER if own else state.diagonal,
            state.fault,
        ),
        *small,
        Choice("rotation", "Gambar", ROTATIONS, state.rotation),
        StatusRow(
            "picture", "Uji gambar", _PICTURE[state.picture], "monitor", _SIGN[state.picture], True
        ),
        StatusRow("trial", "Uji sentuh", _touch(state), "hand-tap", _SIGN[state.touch], True),
    )
    foot = step_foot(enabled=not state.working)
    return Page(parts, foot, question=_question(state), whole=state.whole)


_PICTURE = {
    None: "Belum dilihat. Sentuh untuk mulai.",
    True: "Gambar utuh.",
    False: "Gambar tidak utuh. Periksa kabel dan pengaturan layar.",
}
_SMALL = Banner(
    "warning",
    "Layar ini kecil",
    "Tombol menjadi kurang dari 20 mm. Pakai layar 21,5 inci atau lebih.",
)
_SIGN: dict[bool | None, State | None] = {None: None, True: "pass", False: "warn"}


def _touch(state: ScreenState) -> str:
    if state.touch is None:
        return "Lima sasaran. Sentuh untuk mulai."
    worst = f"Paling jauh {decimal(state.worst_mm)} mm dari tengah."
    return worst if state.touch else f"{worst} Batasnya 8 mm. Ulangi, atau kalibrasi layar."


def _question(state: ScreenState) -> Question | None:
    if not state.asked:
        return None
    return ask(
        "Gambar utuh?",
        "Garis terlihat di keempat tepi, semua abu-abu berbeda, dan penggaris tepat 100 mm.",
        ("picture_yes", "Ya, utuh"),
        ("picture_no", "Tidak"),
    )


def _typing(state: ScreenState) -> Page:
    hint = "Diagonal kaca dalam inci, 7 sampai 100. Contoh: 18,5"
    entry = Entry("size", "Ukuran layar", state.typed or "", "digits", hint, state.fault, most=5)
    ready = bool(state.typed) and not (state.fault or state.working)
    foot = (
        Press("cancel", "Batal", "x"),
        Press("keep", "Simpan", "check", "primary", enabled=ready),
    )
    return Page((entry,), foot)
