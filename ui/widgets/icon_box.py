"""An icon, alone or on a soft ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.painting import Face, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import SMALL_RADIUS

_INSIDE = 0.68
"""Part of the square that the icon's own box takes."""

_INSIDE_ROUND = 0.6
"""Part of a circle's square that the icon's own box takes."""


class IconBox(QWidget):
    """Paints one icon; ``box_mm`` is the square it stands on (``ground`` empty for none)."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        box_mm: float,
        parent: QWidget | None = None,
        *,
        colour: str = "primary",
        ground: str = "soft",
        weight: str = "duotone",
        round_ground: bool = False,
    ) -> None:
        """Show ``icon`` of a weight in a colour on a ground, a square or a circle."""
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self._radius = box_mm / 2 if round_ground else SMALL_RADIUS
        inside = 1.0 if not ground else _INSIDE_ROUND if round_ground else _INSIDE
        self._drawn = (colour, box_mm * inside, weight)
        self._pixmap = theme.icon(icon, *self._drawn)
        self.setFixedSize(theme.mm(box_mm), theme.mm(box_mm))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon: str) -> None:
        """Change the icon in place."""
        self._pixmap = self._theme.icon(icon, *self._drawn)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        painter = QPainter(self)
        if self._ground:
            face = Face(self._ground, radius_mm=self._radius)
            rounded_box(painter, self._theme, QRectF(self.rect()), face)
        left = (self.width() - self._pixmap.width()) // 2
        top = (self.height() - self._pixmap.height()) // 2
        painter.drawPixmap(left, top, self._pixmap)
        painter.end()
