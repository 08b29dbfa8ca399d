"""Everything that can be touched: one button class with one behaviour.

Feedback at once, activation on release, a finger may slide a little, focus ring for the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.painting import Face, fits, focus_ring, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import SMALLEST_TARGET

BY_KEYBOARD = "by_keyboard"
"""Property of the window: true while keys, not fingers, are used; only then a ring is shown."""

SLIDE_MM = 7.0
"""How far outside a finger may be on release (VxSuite: 30 px)."""


class Touchable(QAbstractButton):
    """A button that paints a box; its look is ``fill``, ``edge`` and ``edge_mm``.

    ``meaning`` is the session's event that touching it stands for; the screen reports it.
    """

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        """Make a button called ``name`` whose accessible name is ``text``."""
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setMinimumSize(theme.mm(SMALLEST_TARGET), theme.mm(SMALLEST_TARGET))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fill = "card"
        self.pressed_fill = "soft"
        self.edge = "border"
        self.edge_mm = 0.5
        self.meaning: object = None

    def nextCheckState(self) -> None:
        """Leave what is checked to the session, which has the screen painted anew."""

    def text_room(self) -> QSize | None:
        """Return the room in pixels for words painted by itself; None where labels hold them."""
        return None

    def is_clipped(self) -> bool:
        """Whether some of the words that the button paints itself do not fit."""
        room = self.text_room()
        return room is not None and not fits(self.font(), self.text(), room)

    def hitButton(self, pos: QPoint) -> bool:
        """Whether a touch counts: inside, or a little beside it once it is pressed."""
        slide = self.theme.mm(SLIDE_MM) if self.isDown() else 0
        return self.rect().adjusted(-slide, -slide, slide, slide).contains(pos)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the box, what is in it, and the focus ring."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        fill = self.pressed_fill if self.isDown() else self.fill
        rounded_box(painter, self.theme, area, Face(fill, self.edge, self.edge_mm))
        self.paint_content(painter)
        if self.hasFocus() and self.window().property(BY_KEYBOARD):
            focus_ring(painter, self.theme, area)
        painter.end()

    def paint_content(self, painter: QPainter) -> None:
        """Paint what the box holds; child widgets paint themselves."""

    def changeEvent(self, e: QEvent) -> None:
        """Paint again when it is enabled or disabled."""
        if e.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(e)
