"""A stage that is turned: for a screen that was mounted on its side or upside down.

Wayland lets no program turn an output, and a compositor that does leaves the touch panel as it is.
Turned in here, what is painted and what is touched stay together.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget


class TurnedStage(QGraphicsView):
    """Shows a stage turned by 90, 180 or 270 degrees clockwise, in the middle of its parent."""

    def __init__(self, stage: QWidget, degrees: int, around: QColor, parent: QWidget) -> None:
        """Take the ``stage``, which has no parent; ``around`` it is one colour."""
        super().__init__(parent)
        self.setObjectName("turned_stage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundBrush(around)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scene = QGraphicsScene(self)
        self._proxy = scene.addWidget(stage)
        self._proxy.setRotation(degrees)
        self.setScene(scene)

    def place(self, around: QSize, size: QSize) -> None:
        """Fill ``around`` and put a stage of ``size`` into its middle."""
        width, height = around.width(), around.height()
        self.setGeometry(0, 0, width, height)
        self.setSceneRect(0, 0, width, height)
        self._proxy.resize(size.width(), size.height())
        self._proxy.setTransformOriginPoint(size.width() / 2, size.height() / 2)
        self._proxy.setPos((width - size.width()) / 2, (height - size.height()) / 2)
