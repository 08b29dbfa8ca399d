"""A field for typed text: our own painting, so no clipboard, no undo, nothing for the next visitor."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

_ICON_MM = 9.5


class SearchField(Touchable):
    """Looks like a field. On the first screen it opens the search; there it shows what is typed."""

    def __init__(
        self, theme: Theme, name: str, hint: str, parent: QWidget | None = None, *, live: bool
    ) -> None:
        """Show ``hint`` while nothing is typed; a ``live`` field shows a caret, not a keyboard."""
        super().__init__(theme, name, hint, parent)
        self._typed, self._live = "", live
        self.edge, self.edge_mm = "primary", 0.9
        self.setFont(theme.font("h2" if live else "body"))
        self.setFixedHeight(theme.mm(28))

    def show_typed(self, text: str) -> None:
        """Show what has been typed so far."""
        self._typed = text
        self.setAccessibleName(f"{self.text()}: {text}" if text else self.text())
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the glass, the text with its caret or the hint, and the keyboard's picture."""
        theme = self.theme
        left = theme.mm(9)
        middle = (self.height() - theme.mm(_ICON_MM)) // 2
        glass = theme.icon("magnifying-glass", "primary", _ICON_MM)
        painter.drawPixmap(left, middle, glass)
        if not self._live:
            keyboard = theme.icon("keyboard", "muted", _ICON_MM)
            painter.drawPixmap(self.width() - left - keyboard.width(), middle, keyboard)
        start = left + glass.width() + theme.mm(7)
        room = QRect(start, 0, self.width() - start - theme.mm(30), self.height())
        painter.setFont(self.font() if self._typed else theme.font("body"))
        painter.setPen(theme.colour("ink" if self._typed else "muted"))
        shown = self._end_of_text(room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown if self._typed else self.text())
        if self._live:
            caret = start + QFontMetrics(self.font()).horizontalAdvance(shown) + theme.mm(0.8)
            height = theme.mm(11)
            top = (self.height() - height) // 2
            painter.fillRect(caret, top, theme.mm(0.8), height, theme.colour("primary"))

    def _end_of_text(self, room: int) -> str:
        """Return as much of the typed text's end as fits; the beginning scrolls out."""
        metrics = QFontMetrics(self.font())
        text = self._typed
        while text and metrics.horizontalAdvance(text) > room:
            text = text[1:]
        return text
