"""The fonts of the glass, loaded from the program's own files; no system font is ever used."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.tokens import CAP_RATIO, FIGURES, SMALLEST_CAP, Type

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FILES = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "AtkinsonHyperlegibleNext-ExtraBold.ttf",
    "Inter-Bold.ttf",
)


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Register the fonts with Qt once; raises ``FileNotFoundError`` where one is missing."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(FOLDER / name)) < 0:
            raise FileNotFoundError(f"{FOLDER / name} is no font; restore it from the package")


def make_font(role: Type, px_per_mm: float) -> QFont:
    """Return a type role as a font whose capitals have the role's height."""
    load_fonts()
    font = QFont(role.family)
    per_cap_mm = px_per_mm / CAP_RATIO[role.family]
    # Rounding must not push the smallest text below what can be read.
    smallest = math.ceil(SMALLEST_CAP * per_cap_mm)
    font.setPixelSize(max(round(role.cap_mm * per_cap_mm), smallest))
    font.setWeight(_weight(role))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role.family == FIGURES:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _weight(role: Type) -> QFont.Weight:
    if role.heavy:
        return QFont.Weight.ExtraBold
    return QFont.Weight.Bold if role.bold else QFont.Weight.Normal
