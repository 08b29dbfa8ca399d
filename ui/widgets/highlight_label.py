"""A card's title, with the words that were searched for marked."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.plain_label import PlainLabel


class HighlightLabel(PlainLabel):
    """Paints a soft yellow ground behind the (start, end) spans of its text."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        spans: tuple[tuple[int, int], ...] = (),
        colour: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` with ``spans`` marked."""
        super().__init__(theme, text, "label", colour, parent)
        self._spans = spans
        self._ground = theme.colour("highlight")

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        """Paint the marks, then the text."""
        if self._spans:
            painter = QPainter(self)
            for start, end in self._spans:
                self._mark(painter, start, end)
            painter.end()
        super().paintEvent(arg__1)

    def _mark(self, painter: QPainter, start: int, end: int) -> None:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            line.setPosition(QPointF(0, height))
            height += line.height()
            lines.append(line)
        layout.endLayout()
        top = (self.height() - height) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        for line in lines:
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                area = QRectF(left - 2, top + line.y(), right - left + 4, line.height())
                painter.drawRoundedRect(area, 4, 4)


def _x(line: QTextLine, position: int) -> float:
    """Return where a character begins, in pixels from the line's left end."""
    x, _position = cast("tuple[float, int]", line.cursorToX(position))
    return x
