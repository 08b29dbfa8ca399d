"""The keys a technician types with: addresses and codes need more than a visitor's search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Keys
from ui.theme.theme import Theme
from ui.widgets.key import Key, Look
from ui.widgets.keyboard import EDGE, GAP, KEY_WIDTH
from ui.widgets.layouts import column, grid, row

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm")
_SIGNS = "./:_@"
_PAD = ("123", "456", "789-", ":0./")
_NAMES = {
    ".": "titik",
    "/": "garis miring",
    ":": "titik dua",
    "_": "garis bawah",
    "@": "tanda at",
    "-": "tanda hubung",
}
"""What a screen reader says for a sign."""

_SPACE_MM = 38.0

ERASE, CLEAR, CAPITALS, SPACE = "erase", "clear", "capitals", "space"


class TypingKeys(QWidget):
    """Letters, digits and the signs of addresses, or digits alone with point and dash."""

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        """Make the keys; ``digits`` are laid out as on a telephone."""
        super().__init__(parent)
        self._theme = theme
        self._letters: list[Key] = []
        self._large = False
        self._layout = column(theme, self, 0, GAP)
        edge = theme.mm(EDGE)
        self._layout.setContentsMargins(edge, theme.mm(5), edge, theme.mm(5))
        if keys == "digits":
            self._build_pad()
        else:
            self._build_letters()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("keyboard"))
        painter.end()

    def _build_letters(self) -> None:
        for letters in _ROWS[:3]:
            self._line([self._sign(letter) for letter in letters])
        last = [self._sign(letter) for letter in _ROWS[3]]
        self._line(last, self._action(ERASE, "Hapus", "erase", "backspace"))
        self._capitals = self._action(CAPITALS, "ABC", "erase")
        self._capitals.setFixedWidth(self._theme.mm(KEY_WIDTH))
        space = self._action(SPACE, "spasi", "space")
        space.setFixedWidth(self._theme.mm(_SPACE_MM))
        signs = [self._capitals, *(self._sign(sign) for sign in _SIGNS), space]
        self._line(signs, self._action(CLEAR, "Hapus semua", "erase"))

    def _build_pad(self) -> None:
        pad = grid(self._theme, None, GAP, 4)
        for number, signs in enumerate(_PAD):
            for place, sign in enumerate(signs):
                pad.addWidget(self._sign(sign, 0.0), number, place)
        pad.addWidget(self._action(ERASE, "Hapus", "erase", "backspace"), 0, 3)
        pad.addWidget(self._action(CLEAR, "Hapus semua", "erase"), 1, 3)
        self._layout.addLayout(pad)

    def _line(self, keys: list[Key], *wide: Key) -> None:
        line = row(self._theme, None, 0, GAP)
        for key in keys:
            line.addWidget(key)
        for key in wide:
            line.addWidget(key, 1)
        if not wide:
            line.addStretch(1)
        self._layout.addLayout(line)

    def _sign(self, sign: str, width: float = KEY_WIDTH) -> Key:
        key = Key(self._theme, f"key_{sign}", sign, self)
        if width:
            key.setFixedWidth(self._theme.mm(width))
        if sign in _NAMES:
            key.setAccessibleName(f"{sign} {_NAMES[sign]}")
        key.clicked.connect(self._on_sign_clicked)
        if sign.isalpha():
            self._letters.append(key)
        return key

    def _action(self, name: str, text: str, look: Look, icon: str = "") -> Key:
        key = Key(self._theme, f"key_{name}", text, self, look=look, icon=icon)
        slots = {
            ERASE: self.erased,
            CLEAR: self.cleared,
            CAPITALS: self._on_capitals_clicked,
            SPACE: self._on_space_clicked,
        }
        key.clicked.connect(slots[name])
        return key

    def _on_sign_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(key.text())

    def _on_space_clicked(self) -> None:
        self.typed.emit(" ")

    def _on_capitals_clicked(self) -> None:
        self._large = not self._large
        for key in (*self._letters, self._capitals):
            text = key.text().upper() if self._large else key.text().lower()
            key.setText(text if key is not self._capitals else "abc" if self._large else "ABC")
            key.setAccessibleName(key.text())
