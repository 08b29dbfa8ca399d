"""The fonts of the paper, embedded in every slip so that it looks the same everywhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
TEXT, BOLD, FIGURES = "Slip-Text", "Slip-Bold", "Slip-Figures"
_FILES = {
    TEXT: "AtkinsonHyperlegibleNext-Regular.ttf",
    BOLD: "AtkinsonHyperlegibleNext-Bold.ttf",
    FIGURES: "Inter-Bold.ttf",
}


@lru_cache(maxsize=1)
def register() -> None:
    """Register the fonts with reportlab once a process."""
    from reportlab import rl_config
    from reportlab.pdfbase.ttfonts import TTFont

    settings: Any = rl_config
    settings.useA85 = 0  # Bytes as they are: nobody sends a slip through a line of 7 bits.

    metrics = _metrics()
    for name, file in _FILES.items():
        metrics.registerFont(TTFont(name, str(FOLDER / file)))


@lru_cache(maxsize=4096)
def text_width(text: str, font: str, size: float) -> float:
    """Return the width of ``text`` in points."""
    register()
    return float(_metrics().stringWidth(text, font, size))


@lru_cache(maxsize=2)
def known_letters(font: str) -> frozenset[int]:
    """Return the code points a font can draw; others are left out rather than shown as boxes."""
    register()
    return frozenset(_metrics().getFont(font).face.charToGlyph)


def drawable(text: str, font: str) -> str:
    """Return ``text`` without letters the font does not have."""
    known = known_letters(font)
    return "".join(letter for letter in text if ord(letter) in known)


def _metrics() -> Any:
    """Return reportlab's font registry, which has no types."""
    from reportlab.pdfbase import pdfmetrics

    return pdfmetrics
