"""A button of the dock: icon over words, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

_ICON_MM = 8.0


class DockButton(Touchable):
    """Paints its icon above its words."""

    def __init__(
        self, theme: Theme, name: str, text: str, icon: str, parent: QWidget | None = None
    ) -> None:
        """Show ``icon`` over ``text``."""
        super().__init__(theme, name, text, parent)
        self._icon = icon
        self.setFont(theme.font("small_bold"))
        self.setFixedHeight(theme.mm(30.5))

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words."""
        theme = self.theme
        pixmap = theme.icon(self._icon, "ink", _ICON_MM)
        top = theme.mm(5)
        painter.drawPixmap((self.width() - pixmap.width()) // 2, top, pixmap)
        words = QRect(0, top + pixmap.height(), self.width(), self.height() - top - pixmap.height())
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words.adjusted(0, 0, 0, -theme.mm(3)), flags, self.text())
