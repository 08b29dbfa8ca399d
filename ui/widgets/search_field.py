"""A field for typed text, painted by us: no clipboard and no undo keep it for the next visitor."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

_ICON_MM = 12.0
_EDGE_MM = 8.0
_GAP_MM = 6.0
_CARET_MM = (1.0, 12.0)


class SearchField(Touchable):
    """Looks like a field. On the first screen it opens the search; there it shows what is typed."""

    def __init__(
        self, theme: Theme, name: str, hint: str, parent: QWidget | None = None, *, live: bool
    ) -> None:
        """Show ``hint`` while nothing is typed; a ``live`` field shows a caret, not a keyboard."""
        super().__init__(theme, name, hint, parent)
        self._typed, self._live = "", live
        self.edge, self.edge_mm = "primary", 0.9
        self.setFont(theme.font("field"))
        self.setFixedHeight(theme.mm(28))
        if live:
            # The keyboard below is what is touched; the field only shows what it wrote.
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_typed(self, text: str) -> None:
        """Show what has been typed so far."""
        self._typed = text
        self.setAccessibleName(f"{self.text()}: {text}" if text else self.text())
        self.update()

    def text_room(self) -> QSize:
        """Return what the pictures leave for the hint."""
        return self._words_area().size()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the glass, the text with its caret or the hint, and the keyboard's picture."""
        theme = self.theme
        edge = theme.mm(_EDGE_MM)
        middle = (self.height() - theme.mm(_ICON_MM)) // 2
        glass = theme.icon("magnifying-glass", "primary", _ICON_MM)
        painter.drawPixmap(edge, middle, glass)
        if not self._live:
            keyboard = theme.icon("keyboard", "muted", _ICON_MM)
            painter.drawPixmap(self.width() - edge - keyboard.width(), middle, keyboard)
        area = self._words_area()
        shown = self._end_of_text(area.width())
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink" if self._typed else "muted"))
        words = shown if self._typed else self.text()
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        if self._live:
            self._paint_caret(painter, area.left(), shown)

    def _paint_caret(self, painter: QPainter, start: int, shown: str) -> None:
        wide, high = (self.theme.mm(length) for length in _CARET_MM)
        caret = start + QFontMetrics(self.font()).horizontalAdvance(shown) + wide // 2
        colour = self.theme.colour("primary")
        painter.fillRect(caret, (self.height() - high) // 2, wide, high, colour)

    def _words_area(self) -> QRect:
        beside = self.theme.mm(_EDGE_MM + _ICON_MM + _GAP_MM)
        right = self.theme.mm(_EDGE_MM) if self._live else beside
        return QRect(beside, 0, self.width() - beside - right, self.height())

    def _end_of_text(self, room: int) -> str:
        """Return as much of the typed text's end as fits; the beginning scrolls out."""
        metrics = QFontMetrics(self.font())
        text, start = self._typed, len(self._typed)
        while start and metrics.horizontalAdvance(text[start - 1 :]) <= room:
            start -= 1
        return text[start:]
