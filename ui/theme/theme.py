"""A theme on one screen: millimetres to pixels, roles to fonts, names to colours and icons."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QPixmap

from ui.theme.fonts import make_font
from ui.theme.tokens import TERANG, TYPES, Colours

MM_PER_INCH = 25.4
DESIGN_SIZE = (1080, 1920)
"""Pixels of the portrait screen the design was drawn on."""

DESIGN_DIAGONAL_IN = 21.5
"""Its diagonal. On a smaller one the design's millimetres are smaller than real ones: ten keys of
20 mm have no room there, and nothing may be cut off."""


@dataclass(frozen=True)
class Theme:
    """Everything a widget needs to know to paint itself. ``px_per_mm`` comes from the screen.

    ``real_px_per_mm`` is the same for real millimetres of the glass; 0 where they do not differ.
    """

    px_per_mm: float
    colours: Colours = TERANG
    real_px_per_mm: float = 0.0
    _fonts: dict[str, QFont] = field(default_factory=dict)

    def mm(self, length: float) -> int:
        """Return whole pixels for a length in millimetres."""
        return round(length * self.px_per_mm)

    def font(self, role: str) -> QFont:
        """Return the font of a type role."""
        if role not in self._fonts:
            self._fonts[role] = make_font(TYPES[role], self.px_per_mm)
        return self._fonts[role]

    def colour(self, name: str) -> QColor:
        """Return a colour by its role."""
        return _colour(getattr(self.colours, name))

    def icon(self, name: str, colour: str, size_mm: float, weight: str = "bold") -> QPixmap:
        """Return an icon in a colour role; ``weight`` is bold, duotone or fill."""
        from ui.theme.icons import icon_pixmap

        return icon_pixmap(name, weight, getattr(self.colours, colour), self.mm(size_mm))


def theme_for(width: int, height: int, diagonal_in: float) -> Theme:
    """Return the theme for a screen of so many pixels and such a diagonal in inches."""
    across = math.hypot(width, height) / MM_PER_INCH
    real = across / diagonal_in
    return Theme(min(real, across / DESIGN_DIAGONAL_IN), real_px_per_mm=real)


@lru_cache(maxsize=64)
def _colour(value: str) -> QColor:
    return QColor(value)
