"""Our own on-screen keyboard: letters, digits, Hapus, Hapus semua, space, Cari."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.layouts import column, row
from ui.widgets.touchable import Touchable

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
KEY_WIDTH = 22.5
KEY_HEIGHT = 24.0
EDGE = 7.5
GAP = 3.0


class Key(Touchable):
    """One key; ``action`` keys are darker."""

    def __init__(
        self, theme: Theme, name: str, text: str, parent: QWidget, *, look: str = "letter"
    ) -> None:
        """Show ``text`` on a key."""
        super().__init__(theme, name, text, parent)
        self._ink = "on_primary" if look == "go" else "ink"
        self.fill = {"letter": "card", "action": "key_action", "go": "primary"}[look]
        self.pressed_fill = "primary_pressed" if look == "go" else "soft"
        self.setFont(theme.font("key" if look == "letter" else "label"))
        self.setFixedHeight(theme.mm(KEY_HEIGHT))
        if len(text) == 1:
            self.setFixedWidth(theme.mm(KEY_WIDTH))

    def paint_content(self, painter: QPainter) -> None:
        """Paint the letter."""
        painter.setFont(self.font())
        painter.setPen(self.theme.colour(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Keyboard(QWidget):
    """Ten keys and their gaps fill the width of a 21.5 inch portrait screen."""

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the keyboard; ``name_actions`` gives its action keys their words."""
        super().__init__(parent)
        self._theme = theme
        layout = column(theme, self, 0, GAP)
        edge = theme.mm(EDGE)
        layout.setContentsMargins(edge, theme.mm(5), edge, theme.mm(5))
        lines = [row(theme, None, 0, GAP) for _ in ROWS]
        for line, letters in zip(lines, ROWS, strict=True):
            if line is not lines[-1]:
                line.addStretch(1)
            for letter in letters:
                line.addWidget(self._letter(letter))
            layout.addLayout(line)
        self._erase = self._action("key_erase", "Hapus", self.erased)
        lines[-1].addWidget(self._erase, 2)
        for line in lines[:-1]:
            line.addStretch(1)
        last = row(theme, None, 0, GAP)
        self._clear = self._action("key_clear", "Hapus semua", self.cleared)
        self._space = Key(theme, "key_space", "spasi", self, look="letter")
        self._space.clicked.connect(self._on_space_clicked)
        self._go = self._action("key_go", "Cari", self.submitted, "go")
        for key, stretch in ((self._clear, 3), (self._space, 5), (self._go, 3)):
            last.addWidget(key, stretch)
        layout.addLayout(last)

    def name_actions(self, erase: str, clear: str, space: str, go: str) -> None:
        """Put the action keys' words into the visitor's language."""
        words = ((self._erase, erase), (self._clear, clear), (self._space, space), (self._go, go))
        for key, text in words:
            key.setText(text)
            key.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("keyboard"))
        painter.end()

    def _letter(self, letter: str) -> Key:
        key = Key(self._theme, f"key_{letter}", letter, self)
        key.clicked.connect(self._on_letter_clicked)
        return key

    def _action(self, name: str, text: str, signal: Signal, look: str = "action") -> Key:
        key = Key(self._theme, name, text, self, look=look)
        key.clicked.connect(signal)
        return key

    def _on_letter_clicked(self) -> None:
        self.typed.emit(self.sender().text())

    def _on_space_clicked(self) -> None:
        self.typed.emit(" ")
