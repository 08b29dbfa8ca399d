"""A word in a coloured pill: a fee, or why a card is not for today."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme

_TONES = {"free": ("soft", "on_soft"), "fee": ("warning", "on_warning")}


class Chip(QWidget):
    """Paints one word; ``tone`` is "free" (green) or "fee" (amber)."""

    def __init__(self, theme: Theme, text: str, tone: str, parent: QWidget | None = None) -> None:
        """Show ``text`` in a tone."""
        super().__init__(parent)
        self._theme, self._text = theme, text
        self._ground, self._ink = _TONES[tone]
        self.setAccessibleName(text)
        self.setFont(theme.font("small_bold"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the word."""
        words = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(words + self._theme.mm(9), self._theme.mm(12.5))

    def is_clipped(self) -> bool:
        """Whether the word is wider than the pill."""
        return QFontMetrics(self.font()).horizontalAdvance(self._text) > self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint pill and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._ground))
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
        painter.setPen(self._theme.colour(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
