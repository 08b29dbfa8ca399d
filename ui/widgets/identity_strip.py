"""The identity strip: a motif after Lampung's tapis cloth, drawn by us, decoration only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme


class IdentityStrip(QWidget):
    """Gold triangles and diamonds on maroon, as wide as its parent."""

    def __init__(self, theme: Theme, height_mm: float, parent: QWidget | None = None) -> None:
        """Draw a strip of ``height_mm``."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.mm(height_mm))
        self._drawn: QPixmap | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip, drawn once a size."""
        if self._drawn is None or self._drawn.size() != self.size():
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        pixmap = QPixmap(self.size())
        pixmap.fill(self._theme.colour("maroon"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = float(self.height())
        rim = max(2.0, height * 0.05)
        period = height * 1.32
        start = (self.width() % period) / 2 - period
        for number in range(int(self.width() / period) + 3):
            self._motif(painter, start + number * period, period, rim, height - rim)
        painter.fillRect(QRectF(0, 0, self.width(), rim), self._theme.colour("gold"))
        bottom = QRectF(0, height - rim, self.width(), rim)
        painter.fillRect(bottom, self._theme.colour("gold"))
        painter.end()
        return pixmap

    def _motif(
        self, painter: QPainter, left: float, width: float, top: float, bottom: float
    ) -> None:
        gold = self._theme.colour("gold")
        middle, high = left + width / 2, bottom - top
        painter.setPen(QPen(gold, high * 0.055))
        outer = [(left, bottom), (middle, top + high * 0.18), (left + width, bottom)]
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in outer]))
        painter.setBrush(gold)
        inner = [
            (left + width * 0.24, bottom), (middle, top + high * 0.52), (left + width * 0.76, bottom)
        ]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in inner]))
        self._diamond(painter, middle, top + high * 0.1, high * 0.09)
        painter.setBrush(self._theme.colour("maroon"))
        self._diamond(painter, left, top + high * 0.42, high * 0.16)

    @staticmethod
    def _diamond(painter: QPainter, x: float, y: float, size: float) -> None:
        points = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
