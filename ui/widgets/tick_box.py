"""A tick-box, painted: a filled square with a tick, or an empty one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.painting import Face, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import SMALL_RADIUS

SIZE_MM = 20.0
_TICKED = Face("primary", radius_mm=SMALL_RADIUS)
_EMPTY = Face("card", "border", 0.75, SMALL_RADIUS)


class TickBox(QWidget):
    """Shows whether its card is ticked; the card is what is touched."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, ticked: bool) -> None:
        """Show a tick or none."""
        super().__init__(parent)
        self._theme, self._ticked = theme, ticked
        self.setFixedSize(theme.mm(SIZE_MM), theme.mm(SIZE_MM))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and tick."""
        painter = QPainter(self)
        face = _TICKED if self._ticked else _EMPTY
        rounded_box(painter, self._theme, QRectF(self.rect()), face)
        if self._ticked:
            tick = self._theme.icon("check", "on_primary", 12)
            side = (self.width() - tick.width()) // 2
            painter.drawPixmap(side, side, tick)
        painter.end()
