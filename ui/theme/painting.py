"""Painting shared by all widgets: rounded boxes and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS, RING


def rounded_box(
    painter: QPainter, theme: Theme, area: QRectF, fill: QColor, border: QColor, width_mm: float
) -> None:
    """Paint a rounded box inside ``area`` with a border of ``width_mm`` (0 for none)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = width_mm * theme.px_per_mm
    painter.setBrush(fill)
    painter.setPen(QPen(border, width) if width else Qt.PenStyle.NoPen)
    inset = width / 2
    radius = theme.mm(RADIUS)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """Paint the double ring (dark and gold) that shows where the keyboard is."""
    clear = QColor(0, 0, 0, 0)
    rounded_box(painter, theme, area, clear, theme.colour("ink"), RING)
    inner = theme.mm(RING)
    inside = area.adjusted(inner, inner, -inner, -inner)
    rounded_box(painter, theme, inside, clear, theme.colour("gold"), RING)
