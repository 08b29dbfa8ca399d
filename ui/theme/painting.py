"""Painting shared by all widgets: rounded boxes, the focus ring, and the measure of words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS, RING

WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
"""Words in the middle of their room, on as many lines as they need."""

_CLEAR = QColor(0, 0, 0, 0)
_TALLEST = 100_000


@dataclass(frozen=True, slots=True)
class Face:
    """How a box looks: colour roles of ground and edge, width of the edge and radius in mm."""

    fill: str
    edge: str = ""
    edge_mm: float = 0.0
    radius_mm: float = RADIUS


def rounded_box(painter: QPainter, theme: Theme, area: QRectF, face: Face) -> None:
    """Paint a rounded box inside ``area``; no edge where the face names none."""
    edge = theme.colour(face.edge) if face.edge else _CLEAR
    width = face.edge_mm * theme.px_per_mm if face.edge else 0.0
    _outline(painter, area, theme.colour(face.fill), QPen(edge, width), theme.mm(face.radius_mm))


def focus_ring(painter: QPainter, theme: Theme, area: QRectF, radius_mm: float = RADIUS) -> None:
    """Paint the double ring (dark and gold) that shows where the keyboard is."""
    width, radius = RING * theme.px_per_mm, radius_mm * theme.px_per_mm
    inside = area.adjusted(width, width, -width, -width)
    _outline(painter, area, _CLEAR, QPen(theme.colour("ink"), width), radius)
    _outline(painter, inside, _CLEAR, QPen(theme.colour("gold"), width), radius - width)


def wrapped_size(font: QFont, text: str, width: int) -> QSize:
    """Return the pixels that ``text`` takes when it is wrapped at ``width`` pixels."""
    room = QRect(0, 0, width, _TALLEST)
    return QFontMetrics(font).boundingRect(room, WRAPPED, text).size()


def fits(font: QFont, text: str, room: QSize) -> bool:
    """Whether ``text`` can be painted in ``room`` with nothing cut off."""
    taken = wrapped_size(font, text, room.width())
    return taken.width() <= room.width() + 1 and taken.height() <= room.height() + 1


def _outline(painter: QPainter, area: QRectF, fill: QColor, pen: QPen, radius: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(pen if pen.widthF() else Qt.PenStyle.NoPen)
    inset = pen.widthF() / 2
    inner = max(0.0, radius - inset)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), inner, inner)
