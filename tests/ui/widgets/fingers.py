"""Fingers on the glass: touches as the screen's driver reports them, and pixels looked at."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


@lru_cache(maxsize=1)
def glass() -> QPointingDevice:
    """Return the touch screen; Qt keeps it until the process ends."""
    return QTest.createTouchDevice()


def press(widget: QWidget, at: QPoint) -> None:
    """Put a finger down."""
    QTest.touchEvent(widget, glass()).press(0, at, widget).commit()
    QApplication.processEvents()


def slide(widget: QWidget, at: QPoint) -> None:
    """Move the finger that is down."""
    QTest.touchEvent(widget, glass()).move(0, at, widget).commit()
    QApplication.processEvents()


def release(widget: QWidget, at: QPoint) -> None:
    """Lift the finger."""
    QTest.touchEvent(widget, glass()).release(0, at, widget).commit()
    QApplication.processEvents()


def tap(widget: QWidget) -> None:
    """Touch the middle of a widget shortly, wherever it lies.

    Qt hands buttons a touch as a mouse's press and release; touches themselves reach no further
    than the small screen of the offscreen platform.
    """
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def picture(widget: QWidget) -> QImage:
    """Return what a widget looks like."""
    return widget.grab().toImage()


def colours(image: QImage) -> dict[str, int]:
    """Return how many pixels there are of each colour."""
    found: dict[str, int] = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found
