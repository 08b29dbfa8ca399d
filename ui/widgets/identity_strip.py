"""The identity strip: a motif after Lampung's tapis cloth, drawn by us, decoration only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

_RIM = 0.05
_STROKE = 0.05
"""All measures of the motif are parts of the strip's height; one motif is as wide as high."""


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
        gold, high, wide = self._theme.colour("gold"), self.height(), self.width()
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = wide / 2 - high * (wide // (2 * high) + 1)
        for number in range(wide // high + 3):
            painter.save()
            painter.translate(middle + number * high, 0)
            painter.scale(high, high)
            self._motif(painter)
            painter.restore()
        rim = max(2.0, high * _RIM)
        painter.fillRect(QRectF(0, 0, wide, rim), gold)
        painter.fillRect(QRectF(0, high - rim, wide, rim), gold)
        painter.end()
        return pixmap

    def _motif(self, painter: QPainter) -> None:
        """Paint one motif around x = 0 in a strip of height 1."""
        gold = self._theme.colour("gold")
        pen = QPen(gold, _STROKE)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(_shape((-0.49, 1), (0, 0.27), (0.49, 1)))
        painter.drawPolygon(_diamond(0.5, 0.44, 0.12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gold)
        painter.drawPolygon(_shape((-0.29, 1), (0, 0.56), (0.29, 1)))
        painter.drawPolygon(_diamond(0, 0.13, 0.1))


def _diamond(x: float, y: float, size: float) -> QPolygonF:
    return _shape((x, y - size), (x + size, y), (x, y + size), (x - size, y))


def _shape(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
