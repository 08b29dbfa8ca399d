"""The dock: a white bar with its buttons, always in the same place."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.dock_button import DockButton
from ui.widgets.layouts import row

HEIGHT_MM = 42.0


class Dock(QWidget):
    """Holds up to four buttons of equal width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty dock."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.mm(HEIGHT_MM))
        self._layout = row(theme, self, 0, 4)
        edge = theme.mm(10)
        self._layout.setContentsMargins(edge, theme.mm(5), edge, theme.mm(5))
        self._buttons: list[DockButton] = []

    def show_buttons(self, buttons: list[DockButton]) -> None:
        """Show other buttons."""
        for old in self._buttons:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = buttons
        for button in buttons:
            self._layout.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("card"))
        line = max(1, self._theme.mm(0.4))
        painter.fillRect(0, 0, self.width(), line, self._theme.colour("faint_border"))
        painter.end()
