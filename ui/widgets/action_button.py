"""A button with words and an icon: primary (filled), secondary (outlined) or start (gold)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.painting import WRAPPED, wrapped_size
from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

Look = Literal["primary", "secondary", "start"]


@dataclass(frozen=True, slots=True)
class _Style:
    """Colour roles at rest and pressed (ground, then ink), the edge, type role, sizes in mm."""

    fill: str
    pressed_fill: str
    edge: str
    ink: str
    pressed_ink: str
    role: str
    height_mm: float
    icon_mm: float


_STYLES = {
    "primary": _Style(
        "primary", "primary_pressed", "primary", "on_primary", "on_primary", "action", 33.0, 11.0
    ),
    "secondary": _Style("card", "soft", "primary", "primary", "on_soft", "label", 25.5, 10.5),
    "start": _Style("start", "on_start", "start", "on_start", "start", "start", 50.0, 19.0),
}
_SIDE_MM = 4.0
_ABOVE_MM = 2.5
_GAP_MM = 4.0
_RIGHT_ICONS = frozenset({"arrow-right", "caret-right"})
_FILLED_ICONS = frozenset({"ticket", "printer", "hand-pointing"})


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
        self._style = _STYLES[look]
        self._solid = look != "secondary"
        self.fill, self.pressed_fill = self._style.fill, self._style.pressed_fill
        self.edge, self.edge_mm = self._style.edge, 0.75
        self._icon = icon
        self._beside = theme.mm(self._style.icon_mm) + theme.mm(_GAP_MM) if icon else 0
        self.setFont(theme.font(self._style.role))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(theme.mm(self._style.height_mm))
        longest = max(text.split(), key=len, default="")
        self.setMinimumWidth(self._width_for(longest))

    def changeEvent(self, e: QEvent) -> None:
        """Look flat where it cannot be touched, with words as easy to read as ever."""
        if e.type() == QEvent.Type.EnabledChange:
            self.fill = self._style.fill if self.isEnabled() else "later"
            self.edge = self._style.edge if self.isEnabled() else "border"
        super().changeEvent(e)

    def sizeHint(self) -> QSize:
        """Return room for the words on one line, or for the lines they take at this width."""
        width = self._width_for(self.text())
        return QSize(width, self.heightForWidth(self.width() if self.isVisible() else width))

    def heightForWidth(self, arg__1: int) -> int:
        """Return the height that the words take at a width, at least the button's own."""
        words = wrapped_size(self.font(), self.text(), self._room(arg__1)).height()
        return max(self.minimumHeight(), words + self.theme.mm(_ABOVE_MM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the words take at the new width."""
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def text_room(self) -> QSize:
        """Return what icon and margins leave for the words."""
        return QSize(self._room(self.width()), self.height() - self.theme.mm(_ABOVE_MM))

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words centred together."""
        words = wrapped_size(self.font(), self.text(), self._room(self.width()))
        left = (self.width() - words.width() - self._beside) // 2
        right = self._icon in _RIGHT_ICONS
        ink = self._ink()
        painter.setFont(self.font())
        painter.setPen(self.theme.colour(ink))
        start = left if right else left + self._beside
        painter.drawText(QRect(start, 0, words.width() + 1, self.height()), WRAPPED, self.text())
        if self._icon:
            weight = "fill" if self._solid and self._icon in _FILLED_ICONS else "bold"
            pixmap = self.theme.icon(self._icon, ink, self._style.icon_mm, weight)
            beside = left + words.width() + self._beside - pixmap.width() if right else left
            painter.drawPixmap(beside, (self.height() - pixmap.height()) // 2, pixmap)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "ink"
        return self._style.pressed_ink if self.isDown() else self._style.ink

    def _room(self, width: int) -> int:
        return width - 2 * self.theme.mm(_SIDE_MM) - self._beside

    def _width_for(self, words: str) -> int:
        advance = QFontMetrics(self.font()).horizontalAdvance(words)
        return advance + self._beside + 2 * self.theme.mm(_SIDE_MM) + 2
