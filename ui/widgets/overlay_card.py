"""A card over the screen: the rest is dimmed and eats touches. Never a dialog, never exec()."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel

SCRIM = QColor(6, 22, 18, 178)


class OverlayCard(QWidget):
    """Icon, heading, text and buttons in the middle of a dimmed screen."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, parent: QWidget
    ) -> None:
        """Cover ``parent`` with the card."""
        super().__init__(parent)
        self._theme = theme
        self.setGeometry(parent.rect())
        outside = column(theme, self)
        outside.setContentsMargins(theme.mm(18), 0, theme.mm(18), 0)
        outside.addStretch(1)
        self._card = Boxed(theme, self, fill="paper", edge="paper", edge_mm=0)
        outside.addWidget(self._card)
        outside.addStretch(1)
        self._layout: QVBoxLayout = column(theme, self._card, 14, 6)
        mark = IconBox(theme, icon, 26, self._card, ground="", weight="duotone")
        self._layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(PlainLabel(theme, title, "h1", "ink", self._card, centred=True))
        self._text = PlainLabel(theme, text, "lead", "ink", self._card, centred=True)
        self._layout.addWidget(self._text)

    def add_button(self, name: str, text: str, *, primary: bool) -> ActionButton:
        """Add a button below and return it."""
        look = "primary" if primary else "secondary"
        button = ActionButton(self._theme, name, text, look=look, parent=self._card)
        button.setMinimumHeight(self._theme.mm(38 if primary else 30))
        self._layout.addWidget(button)
        return button

    def show_text(self, text: str) -> None:
        """Change the text in place, so that a countdown never disturbs a touch."""
        self._text.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), SCRIM)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Eat touches beside the card."""
        event.accept()
