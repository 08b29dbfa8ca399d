"""A box to read, not to touch: rounded, filled, with a thin border."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.painting import rounded_box
from ui.theme.theme import Theme


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
    ) -> None:
        """Fill with a colour role inside an edge of ``edge_mm``."""
        super().__init__(parent)
        self.theme = theme
        self._fill, self._edge, self._edge_mm = fill, edge, edge_mm

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        colour = self.theme.colour
        area = QRectF(self.rect())
        rounded_box(
            painter, self.theme, area, colour(self._fill), colour(self._edge), self._edge_mm
        )
        painter.end()
