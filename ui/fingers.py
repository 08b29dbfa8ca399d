"""Fingers that go down and up anywhere in the application, as the corner is told of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.corner_taps import CornerTaps

_DOWN = {
    QEvent.Type.MouseButtonPress: True,
    QEvent.Type.MouseButtonDblClick: True,
    QEvent.Type.MouseButtonRelease: False,
}
"""Whether a finger went down; Qt makes a mouse of a touch, and a double click of a quick one."""


def ends_five_taps(corner: CornerTaps, event: QEvent, stage: QWidget, side_px: int) -> bool:
    """Tell ``corner``, the upper left one of ``stage``, of a finger; whether it was the fifth tap.

    The corner's sides are ``side_px`` long.
    """
    if event.type() not in _DOWN or not isinstance(event, QMouseEvent):
        return False
    if not _DOWN[event.type()]:
        return corner.released()
    at = stage.mapFromGlobal(event.globalPosition())
    corner.pressed(inside=0 <= at.x() < side_px and 0 <= at.y() < side_px)
    return False
