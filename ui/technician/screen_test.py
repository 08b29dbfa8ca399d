"""The screen test: a picture that shows cut edges, lost greys, wrong colours and a wrong size."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Pressed, ScreenTest
from ui.technician.part_view import PartView
from ui.technician.touch_test import glass_px_per_mm
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel

GREYS = 11
COLOURS = ("#FF0000", "#00FF00", "#0000FF", "#00FFFF", "#FF00FF", "#FFFF00", "#000000")
RULER_MM = 100
_FRAME_MM = 1.0
_BAND_MM = 40.0
_TICKS_MM = {10: 9.0, 5: 6.5, 1: 4.0}


class ScreenTestView(PartView):
    """Frame, greys, colours and a ruler; any touch ends it with ``Pressed("screen")``."""

    def __init__(self, theme: Theme, part: ScreenTest, parent: QWidget | None = None) -> None:
        """Show the picture with its words."""
        super().__init__(theme, parent)
        self.setObjectName("screen")
        layout = column(theme, self, EDGE)
        layout.addStretch(3)
        self._text = PlainLabel(theme, part.text, "h2", "ink", self, centred=True)
        layout.addWidget(self._text)
        layout.addStretch(2)
        self.setAccessibleName(part.text)

    def takes(self, part: ScreenTest) -> bool:
        """Change the words in place."""
        self._text.setText(part.text)
        self.setAccessibleName(part.text)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the touch, so that its end comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the test."""
        self.acted.emit(Pressed("screen"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        self._paint_frame(painter)
        edge, band = self.theme.mm(EDGE), self.theme.mm(_BAND_MM)
        width = self.width() - 2 * edge
        greys = [QColor.fromRgbF(step, step, step) for step in _steps(GREYS)]
        _paint_bars(painter, QRect(edge, edge, width, band), greys)
        colours = [QColor(colour) for colour in COLOURS]
        _paint_bars(painter, QRect(edge, edge + band, width, band), colours)
        painter.setPen(QColor("#000000"))  # So that the last grey, white, has an end.
        painter.drawRect(QRect(edge, edge, width, 2 * band))
        self._paint_ruler(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        line = max(1, self.theme.mm(_FRAME_MM))
        black = QColor("#000000")
        for side in (
            QRect(0, 0, self.width(), line),
            QRect(0, self.height() - line, self.width(), line),
            QRect(0, 0, line, self.height()),
            QRect(self.width() - line, 0, line, self.height()),
        ):
            painter.fillRect(side, black)

    def _paint_ruler(self, painter: QPainter) -> None:
        per_mm = glass_px_per_mm(self, self.theme)
        left, line = self.theme.mm(EDGE), max(1, round(per_mm * 0.3))
        base = self.height() - self.theme.mm(_BAND_MM)
        painter.setFont(self.theme.font("small"))
        painter.setPen(self.theme.colour("ink"))
        painter.fillRect(left, base, round(RULER_MM * per_mm) + line, line, QColor("#000000"))
        for mm in range(RULER_MM + 1):
            tall = next(high for every, high in _TICKS_MM.items() if mm % every == 0)
            high = self.theme.mm(tall)
            at = left + round(mm * per_mm)
            painter.fillRect(at, base - high, line, high, QColor("#000000"))
        words = QRect(left, base + line, self.width() - 2 * left, self.theme.mm(12))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, f"{RULER_MM} mm")


def _steps(number: int) -> list[float]:
    return [step / (number - 1) for step in range(number)]


def _paint_bars(painter: QPainter, area: QRect, colours: list[QColor]) -> None:
    edges = [
        area.left() + area.width() * place // len(colours) for place in range(len(colours) + 1)
    ]
    for colour, start, end in zip(colours, edges, edges[1:], strict=False):
        painter.fillRect(start, area.top(), end - start, area.height(), colour)
