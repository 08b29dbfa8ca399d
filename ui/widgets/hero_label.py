"""The one very large word of the first screen, its lines close together."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme

LEADING = 0.92


class HeroLabel(QWidget):
    """Paints one word a line."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show ``text`` in the hero role."""
        super().__init__(parent)
        self._theme, self._lines = theme, text.split()
        self.setFont(theme.font("hero"))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all lines."""
        metrics = QFontMetrics(self.font())
        wide = max(metrics.horizontalAdvance(line) for line in self._lines)
        return QSize(wide, int(len(self._lines) * self._step) + metrics.descent())

    def is_clipped(self) -> bool:
        """Whether a line is wider, or all are higher, than the room they got."""
        needed = self.sizeHint()
        return needed.width() > self.width() or needed.height() > self.height()

    @property
    def _step(self) -> float:
        return self.font().pixelSize() * LEADING

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("on_primary"))
        for number, line in enumerate(self._lines, start=1):
            painter.drawText(0, int(number * self._step) - self._theme.mm(2), line)
        painter.end()
