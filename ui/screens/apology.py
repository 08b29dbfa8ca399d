"""The machine cannot give numbers: who helps instead. In plain Indonesian, without a way on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.identity_strip import IdentityStrip
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel


class ApologyScreen(QWidget):
    """Says that the machine is not ready and where to go."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "warning",
    ) -> None:
        """Show ``title`` and ``text`` under an icon."""
        super().__init__(parent)
        self._theme = theme
        outside = column(theme, self)
        outside.addWidget(IdentityStrip(theme, 33, self))
        page = column(theme, None, 16, 8)
        outside.addLayout(page, 1)
        page.addStretch(1)
        page.addWidget(IconBox(theme, icon, 40, self, colour="start", ground="", weight="fill"))
        page.addWidget(PlainLabel(theme, title, "start", "on_primary", self))
        page.addWidget(PlainLabel(theme, text, "lead", "on_primary", self))
        page.addStretch(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("primary"))
        painter.end()
