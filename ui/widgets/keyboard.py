"""Our own on-screen keyboard: letters, digits, Hapus, Hapus semua, space, Cari."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.key import Key, Look
from ui.widgets.layouts import column, row

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl")
LAST_LETTERS = "zxcvbnm"
KEY_WIDTH = 22.4
EDGE = 8.0
GAP = 3.0


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
        self._erase = self._action("key_erase", "Hapus", self.erased, "erase", "backspace")
        self._clear = self._action("key_clear", "Hapus semua", self.cleared, "erase")
        self._space = self._action("key_space", "spasi", None, "space")
        self._go = self._action("key_go", "Cari", self.submitted, "go")
        for letters in ROWS:
            layout.addLayout(self._letters(letters))
        layout.addLayout(self._erasing_line())
        layout.addLayout(self._space_line())

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

    def _letters(self, letters: str) -> QHBoxLayout:
        line = row(self._theme, None, 0, GAP)
        line.addStretch(1)
        for letter in letters:
            line.addWidget(self._letter(letter))
        line.addStretch(1)
        return line

    def _erasing_line(self) -> QHBoxLayout:
        line = row(self._theme, None, 0, GAP)
        for letter in LAST_LETTERS:
            line.addWidget(self._letter(letter))
        line.addWidget(self._erase, 1)
        return line

    def _space_line(self) -> QHBoxLayout:
        line = row(self._theme, None, 0, GAP)
        for key, stretch in ((self._clear, 3), (self._space, 5), (self._go, 3)):
            line.addWidget(key, stretch)
        return line

    def _letter(self, letter: str) -> Key:
        key = Key(self._theme, f"key_{letter}", letter, self)
        key.setFixedWidth(self._theme.mm(KEY_WIDTH))
        key.clicked.connect(self._on_letter_clicked)
        return key

    def _action(
        self, name: str, text: str, signal: SignalInstance | None, look: Look, icon: str = ""
    ) -> Key:
        key = Key(self._theme, name, text, self, look=look, icon=icon)
        key.clicked.connect(self._on_space_clicked if signal is None else signal)
        return key

    def _on_letter_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(key.text())

    def _on_space_clicked(self) -> None:
        self.typed.emit(" ")
