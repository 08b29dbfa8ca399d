"""The label of a number, as large as its place allows."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.plain_label import PlainLabel


class NumberLabel(PlainLabel):
    """One line, set smaller only where it would not fit into ``room_mm``."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        role: str,
        colour: str,
        room_mm: float,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``label`` in a type role and a colour role."""
        super().__init__(theme, label, role, colour, parent)
        self.setWordWrap(False)
        self.setFont(_fitting(theme.font(role), label, theme.mm(room_mm)))


def _fitting(font: QFont, text: str, room: int) -> QFont:
    fitted = QFont(font)
    while QFontMetrics(fitted).horizontalAdvance(text) > room:
        fitted.setPixelSize(fitted.pixelSize() - 2)
    return fitted
