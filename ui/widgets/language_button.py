"""A language by its own name, on the dark first screen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable


class LanguageButton(Touchable):
    """White where it is chosen, outlined else."""

    def __init__(
        self, theme: Theme, name: str, text: str, parent: QWidget | None = None, *, selected: bool
    ) -> None:
        """Show a language; ``selected`` is what the screen reader calls checked."""
        super().__init__(theme, name, text, parent)
        self.setCheckable(True)
        self.setChecked(selected)
        self.fill = "card" if selected else "primary"
        self.pressed_fill = "primary_pressed"
        self.edge, self.edge_mm = "card", 0.6
        self._ink = "primary" if selected else "on_primary"
        self.setFont(theme.font("label"))
        self.setMinimumHeight(theme.mm(27.5))

    def text_room(self) -> QSize:
        """Return the whole button."""
        return self.size()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the name."""
        painter.setFont(self.font())
        painter.setPen(self.theme.colour("on_primary" if self.isDown() else self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
