"""What tab Printer knows of the printer, and what is chosen on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.presenters.technician.parts import Banner

FOUND = "found_"
"""Before a printer's place in the list, in the name of its row."""

Step = Literal["home", "roll", "find", "address", "paper"]
Busy = Literal["", "trial", "choose", "find"]
Asked = Literal["", "trial", "hold"]

WIDTHS = (("80", "80 mm"), ("58", "58 mm"), ("a4", "A4"))
BUSY = {
    "trial": ("Sedang mencetak", "Tunggu sampai kertasnya keluar."),
    "choose": ("Menghubungi printer", "Kertas kosong bisa keluar sebentar."),
    "find": ("Mencari printer", "Tunggu beberapa detik."),
}
"""Heading and sentence of what is under way."""


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
