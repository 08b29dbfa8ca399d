"""A QR code, each module a whole number of pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


class QrView(QWidget):
    """Paints a matrix of booleans in black on white with its quiet zone."""

    def __init__(
        self,
        theme: Theme,
        modules: Sequence[Sequence[bool]],
        size_mm: float,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``modules`` as large as whole pixels allow within ``size_mm``."""
        super().__init__(parent)
        self._modules = modules
        self._side = max(1, theme.mm(size_mm) // (len(modules) + 2 * QUIET))
        whole = self._side * (len(modules) + 2 * QUIET)
        self.setFixedSize(whole, whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the code."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        side = self._side
        for y, line in enumerate(self._modules):
            for x, dark in enumerate(line):
                if dark:
                    left, top = (x + QUIET) * side, (y + QUIET) * side
                    painter.fillRect(left, top, side, side, Qt.GlobalColor.black)
        painter.end()
