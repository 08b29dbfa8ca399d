"""A number in a dark disc: the place of a step in the order."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme


class NumberBadge(QWidget):
    """Paints a short text in a disc, or an icon where there is no number."""

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, active: bool = True
    ) -> None:
        """Show ``text``; a badge that is not active is grey."""
        super().__init__(parent)
        self._theme, self._text = theme, text
        self._ground = "primary" if active else "muted"
        self.setFixedSize(theme.mm(16), theme.mm(16))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and text."""
        painter = QPainter(self)
        if not self._text:
            pixmap = self._theme.icon("calendar-check", "primary", 13, "duotone")
            side = (self.width() - pixmap.width()) // 2
            painter.drawPixmap(side, side, pixmap)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._ground))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._theme.colour("on_primary"))
        painter.setFont(self._theme.font("badge"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
