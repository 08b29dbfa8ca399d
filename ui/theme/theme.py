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
"""Pixels of the portrait screen the design was drawn on (21.5 inches)."""


@dataclass(frozen=True)
class Theme:
    """Everything a widget needs to know to paint itself. ``px_per_mm`` comes from the screen."""

    px_per_mm: float
    colours: Colours = TERANG
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
    return Theme(math.hypot(width, height) / (diagonal_in * MM_PER_INCH))


@lru_cache(maxsize=64)
def _colour(value: str) -> QColor:
    return QColor(value)
