"""Fingers on the glass: touches as the screen's driver reports them, and pixels looked at."""

from __future__ import annotations

from collections import Counter
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
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    # Copied to bytes: the view on a picture's memory outlives the picture.
    counted = Counter(memoryview(bytes(pixels.constBits())).cast("I"))
    return {f"#{pixel & 0xFFFFFF:06x}": number for pixel, number in counted.items()}
