"""A card over the screen: the rest is dimmed and eats touches. Never a dialog, never exec()."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import LARGE_RADIUS
from ui.widgets.action_button import ActionButton
from ui.widgets.boxed import Boxed
from ui.widgets.focus_round import go_round
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column
from ui.widgets.long_label import LongLabel

SCRIM = QColor(6, 22, 18, 178)


class OverlayCard(QWidget):
    """Icon, heading, text and buttons in the middle of a dimmed screen."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, parent: QWidget) -> None:
        """Cover ``parent`` with the card."""
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[ActionButton] = []
        self.setAccessibleName(title)
        self.setGeometry(parent.rect())
        # Without a button on it the card itself takes the keys away from what is dimmed.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        outside = column(theme, self)
        outside.setContentsMargins(theme.mm(18), 0, theme.mm(18), 0)
        outside.addStretch(1)
        self._card = Boxed(theme, self, fill="paper", edge="", radius_mm=LARGE_RADIUS)
        outside.addWidget(self._card)
        outside.addStretch(1)
        self._layout: QVBoxLayout = column(theme, self._card, 14, 6)
        mark = IconBox(theme, icon, 30, self._card, ground="", weight="duotone")
        self._layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(LongLabel(theme, title, "h1", "ink", self._card, centred=True))
        self._text = LongLabel(theme, text, "lead", "ink", self._card, centred=True)
        self._layout.addWidget(self._text)

    def add_button(self, name: str, text: str, *, primary: bool) -> ActionButton:
        """Add a button below and return it; the first one has the keys."""
        look = "primary" if primary else "secondary"
        button = ActionButton(self._theme, name, text, look=look, parent=self._card)
        button.setFont(self._theme.font("h2" if primary else "action"))
        button.setMinimumHeight(self._theme.mm(38 if primary else 30))
        self._layout.addWidget(button)
        self._buttons.append(button)
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def show_text(self, text: str) -> None:
        """Change the text in place, so that a countdown never disturbs a touch."""
        self._text.setText(text)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Keep the keys within the card: what is dimmed cannot be reached by Tab either."""
        go_round(self._buttons, forward=next)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), SCRIM)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Eat touches beside the card."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Eat their end too: on the first screen a release alone would start a visit."""
        event.accept()
