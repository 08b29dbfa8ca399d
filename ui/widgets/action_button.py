"""A button with words and an icon: primary (filled), secondary (outlined) or start (gold)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

Look = Literal["primary", "secondary", "start"]

_LOOKS = {
    "primary": ("primary", "primary_pressed", "primary", "on_primary", "action", 33.0),
    "secondary": ("card", "soft", "primary", "primary", "label", 25.5),
    "start": ("start", "gold", "start", "on_start", "start", 50.0),
}
_ICON_MM = 8.6
_RIGHT_ICONS = frozenset({"arrow-right"})


class ActionButton(Touchable):
    """The words stand in the middle; an arrow stands right of them, any other icon left."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        icon: str = "",
        look: Look = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` and ``icon`` in a look."""
        super().__init__(theme, name, text, parent)
        self.fill, self.pressed_fill, self.edge, self._ink, role, height = _LOOKS[look]
        self.edge_mm = 0.75
        self._icon = icon
        self._icon_mm = 14.0 if look == "start" else _ICON_MM
        self.setFont(theme.font(role))
        self.setMinimumHeight(theme.mm(height))
        self.setMinimumWidth(theme.mm(self._width_mm()))

    def _width_mm(self) -> float:
        words = QFontMetrics(self.font()).horizontalAdvance(self._longest_word())
        icon = self._icon_mm + 4 if self._icon else 0
        return words / self.theme.px_per_mm + icon + 8

    def _longest_word(self) -> str:
        return max(self.text().split(), key=len, default="")

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words centred together, the words on two lines where one is too long."""
        theme, ink = self.theme, self._ink if self.isEnabled() else "border"
        gap = theme.mm(4) if self._icon else 0
        icon = theme.mm(self._icon_mm) if self._icon else 0
        room = self.width() - theme.mm(8) - icon - gap
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        metrics = QFontMetrics(self.font())
        words = metrics.boundingRect(QRect(0, 0, room, self.height()), flags, self.text())
        left = (self.width() - words.width() - icon - gap) // 2
        right = self._icon in _RIGHT_ICONS
        text_left = left if right else left + icon + gap
        painter.setFont(self.font())
        painter.setPen(theme.colour(ink))
        painter.drawText(QRect(text_left, 0, words.width() + 1, self.height()), flags, self.text())
        if self._icon:
            weight = "fill" if self._icon in {"ticket", "hand-pointing"} else "bold"
            pixmap = theme.icon(self._icon, ink, self._icon_mm, weight)
            icon_left = left + words.width() + gap if right else left
            painter.drawPixmap(icon_left, (self.height() - icon) // 2, pixmap)
