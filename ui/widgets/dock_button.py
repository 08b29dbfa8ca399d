"""A button of the dock: icon over words, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.painting import WRAPPED, wrapped_size
from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

_ICON_MM = 10.5
_EDGE_MM = 1.0


class DockButton(Touchable):
    """Paints its icon above its words, both in the middle."""

    def __init__(
        self, theme: Theme, name: str, text: str, icon: str, parent: QWidget | None = None
    ) -> None:
        """Show ``icon`` over ``text``."""
        super().__init__(theme, name, text, parent)
        self._icon = icon
        self.setFont(theme.font("small_bold"))
        self.setFixedHeight(theme.mm(31))

    def text_room(self) -> QSize:
        """Return what lies below the icon."""
        edge = self.theme.mm(_EDGE_MM)
        icon = self.theme.mm(_ICON_MM)
        return QSize(self.width() - 2 * edge, self.height() - icon - 2 * edge)

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words."""
        room = self.text_room()
        words = wrapped_size(self.font(), self.text(), room.width())
        pixmap = self.theme.icon(self._icon, "ink", _ICON_MM)
        top = (self.height() - pixmap.height() - words.height()) // 2
        painter.drawPixmap((self.width() - pixmap.width()) // 2, top, pixmap)
        painter.setFont(self.font())
        painter.setPen(self.theme.colour("ink"))
        left = (self.width() - room.width()) // 2
        below = QRect(left, top + pixmap.height(), room.width(), words.height())
        painter.drawText(below, WRAPPED, self.text())
