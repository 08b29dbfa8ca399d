"""The touch test: one target at a time on the empty stage."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Pressed, TouchTest
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel

CIRCLE_MM = 20.0
_LINE_MM = 0.8


class TouchTestView(PartView):
    """A cross in a circle; a touch anywhere reports how far from its middle it fell.

    ``which`` is "dx,dy" in millimetres of the glass with one decimal, to the right and downwards.
    """

    def __init__(self, theme: Theme, part: TouchTest, parent: QWidget | None = None) -> None:
        """Show the first target."""
        super().__init__(theme, parent)
        self.setObjectName("touch")
        self._part = part
        self._down: QPoint | None = None
        layout = column(theme, self)
        layout.addStretch(2)
        self._title = PlainLabel(theme, "", "h2", "ink", self, centred=True)
        layout.addWidget(self._title)
        layout.addWidget(
            PlainLabel(
                theme, "Pakai ujung jari, seperti warga.", "body", "muted", self, centred=True
            )
        )
        layout.addStretch(3)
        self.takes(part)

    def takes(self, part: TouchTest) -> bool:
        """Show another target."""
        self._part = part
        self._title.setText(f"Sentuh tengah silang: {part.number} dari {part.of}")
        self.setAccessibleName(self._title.text())
        self.update()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where the finger came down: it slides before it lifts."""
        self._down = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report how far from the middle it was."""
        down, self._down = self._down, None
        if down is None:
            return
        away = (QPointF(down) - self._centre()) / glass_px_per_mm(self, self.theme)
        self.acted.emit(Pressed("touch", f"{away.x():.1f},{away.y():.1f}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the target."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        per_mm = glass_px_per_mm(self, self.theme)
        painter.setPen(QPen(self.theme.colour("primary"), _LINE_MM * per_mm))
        painter.setBrush(self.theme.colour("card"))
        centre, reach = self._centre(), CIRCLE_MM / 2 * per_mm
        painter.drawEllipse(centre, reach, reach)
        painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
        painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach))
        painter.end()

    def _centre(self) -> QPointF:
        across, along = self._part.at
        return QPointF(across * self.width(), along * self.height())


def glass_px_per_mm(stage: QWidget, theme: Theme) -> float:
    """Return the pixels of a real millimetre of the glass.

    Where the stage is only a part of a wide screen, the theme's own millimetres are smaller.
    """
    window = stage.window()
    own = math.hypot(stage.width(), stage.height())
    whole = math.hypot(window.width(), window.height())
    real = theme.real_px_per_mm or theme.px_per_mm
    return real * whole / own if own else real
