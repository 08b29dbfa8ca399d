"""One key of the on-screen keyboard."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable

Look = Literal["letter", "space", "erase", "go"]

HEIGHT_MM = 24.0
_FILLS = {"letter": "card", "space": "card", "erase": "key_action", "go": "primary"}
_ROLES = {"letter": "key", "space": "body", "erase": "body_bold", "go": "label"}
_ICON_MM = 10.5
_GAP_MM = 3.0


class Key(Touchable):
    """A letter, the space bar, a key that takes letters away, or the one that goes on."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        parent: QWidget | None = None,
        *,
        look: Look = "letter",
        icon: str = "",
    ) -> None:
        """Show ``text``, with ``icon`` left of it where there is one."""
        super().__init__(theme, name, text, parent)
        self._ink = "on_primary" if look == "go" else "ink"
        self._icon = icon
        self.fill = _FILLS[look]
        self.pressed_fill = "primary_pressed" if look == "go" else "soft"
        self.edge = "primary" if look == "go" else "border"
        self.setFont(theme.font(_ROLES[look]))
        self.setFixedHeight(theme.mm(HEIGHT_MM))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text_room(self) -> QSize:
        """Return what the icon leaves."""
        return QSize(self.width() - self._beside(), self.height())

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and words centred together."""
        beside = self._beside()
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        left = (self.width() - words - beside) // 2
        if self._icon:
            pixmap = self.theme.icon(self._icon, self._ink, _ICON_MM)
            painter.drawPixmap(left, (self.height() - pixmap.height()) // 2, pixmap)
        painter.setFont(self.font())
        painter.setPen(self.theme.colour(self._ink))
        room = QRect(left + beside, 0, words + 1, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())

    def _beside(self) -> int:
        return self.theme.mm(_ICON_MM) + self.theme.mm(_GAP_MM) if self._icon else 0
