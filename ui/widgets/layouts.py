"""Layouts in millimetres, so that no screen counts pixels."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme

Box = TypeVar("Box", bound=QBoxLayout)


def column(theme: Theme, owner: QWidget | None, margin: float = 0, gap: float = 0) -> QVBoxLayout:
    """Return a vertical layout with margin and gap in mm, set on ``owner`` where one is given."""
    return _spaced(theme, QVBoxLayout(), owner, margin, gap)


def row(theme: Theme, owner: QWidget | None, margin: float = 0, gap: float = 0) -> QHBoxLayout:
    """Return a horizontal layout with margin and gap in mm."""
    return _spaced(theme, QHBoxLayout(), owner, margin, gap)


def grid(theme: Theme, owner: QWidget | None, gap: float, columns: int) -> QGridLayout:
    """Return a grid of equally wide columns with a gap in mm."""
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.mm(gap))
    for number in range(columns):
        layout.setColumnStretch(number, 1)
    if owner is not None:
        owner.setLayout(layout)
    return layout


def _spaced(theme: Theme, layout: Box, owner: QWidget | None, margin: float, gap: float) -> Box:
    edge = theme.mm(margin)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(theme.mm(gap))
    if owner is not None:
        owner.setLayout(layout)
    return layout
