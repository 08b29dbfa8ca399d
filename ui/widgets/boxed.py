"""A box to read, not to touch: rounded, filled, with a thin border."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.painting import Face, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS


class Boxed(QWidget):
    """A rounded ground for child widgets."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        fill: str = "card",
        edge: str = "faint_border",
        edge_mm: float = 0.4,
        radius_mm: float = RADIUS,
    ) -> None:
        """Fill with a colour role inside an edge of ``edge_mm``."""
        super().__init__(parent)
        self.theme = theme
        self._face = Face(fill, edge, edge_mm, radius_mm)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        rounded_box(painter, self.theme, QRectF(self.rect()), self._face)
        painter.end()
