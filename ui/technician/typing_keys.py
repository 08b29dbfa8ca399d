"""The keys a technician types with: addresses and codes need more than a visitor's search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.presenters.technician.parts import Keys
from ui.theme.theme import Theme
from ui.widgets.key import Key, Look
from ui.widgets.keyboard import EDGE, GAP
from ui.widgets.layouts import column, grid

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm")
SIGNS = "./:_@"
PAD = ("123", "456", "789-", ":0.,")
CODE = ("BCDFG", "HJKLM", "NPQRS", "TVWXZ")
"""The letters of an enrolment code, ``sync.wire.codes.LETTERS``."""

NAMES = {
    ".": "titik",
    ",": "koma",
    "/": "garis miring",
    ":": "titik dua",
    "_": "garis bawah",
    "@": "tanda at",
    "-": "tanda hubung",
}
"""What a screen reader says for a sign."""

_HALVES = 20
"""Ten keys a row; the wider ones of the last row begin at half a key."""


class TypingKeys(QWidget):
    """Letters, digits and the signs of addresses, or digits alone with a few signs."""

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        """Make the keys; ``digits`` are laid out as on a telephone."""
        super().__init__(parent)
        self._theme = theme
        self._letters: list[Key] = []
        self._large = False
        layout = column(theme, self, 0, GAP)
        edge = theme.mm(EDGE)
        layout.setContentsMargins(edge, theme.mm(5), edge, theme.mm(5))
        if keys == "digits":
            layout.addLayout(self._pad())
        elif keys == "code":
            layout.addLayout(self._code())
        else:
            layout.addLayout(self._board(spaced=keys == "text"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("keyboard"))
        painter.end()

    def _board(self, *, spaced: bool) -> QGridLayout:
        board = grid(self._theme, None, GAP, _HALVES)
        for number, signs in enumerate((*ROWS, "")):
            for place, sign in enumerate(signs):
                board.addWidget(self._sign(sign), number, 2 * place, 1, 2)
        board.addWidget(self._erase(), 3, 14, 1, 6)
        self._capitals = self._action("capitals", "ABC")
        self._capitals.clicked.connect(self._on_capitals_clicked)
        board.addWidget(self._capitals, 4, 0, 1, 2)
        for place, sign in enumerate(SIGNS, start=1):
            board.addWidget(self._sign(sign), 4, 2 * place, 1, 2)
        if spaced:
            space = self._action("space", "spasi", "space")
            space.clicked.connect(self._on_space_clicked)
            board.addWidget(space, 4, 12, 1, 3)
        board.addWidget(self._clear(), 4, 15 if spaced else 12, 1, 5 if spaced else 8)
        return board

    def _pad(self) -> QGridLayout:
        pad = grid(self._theme, None, GAP, 4)
        for number, signs in enumerate(PAD):
            for place, sign in enumerate(signs):
                pad.addWidget(self._sign(sign), number, place)
        pad.addWidget(self._erase(), 0, 3)
        pad.addWidget(self._clear(), 1, 3)
        return pad

    def _code(self) -> QGridLayout:
        pad = grid(self._theme, None, GAP, 10)
        for number, letters in enumerate(CODE):
            for place, letter in enumerate(letters):
                pad.addWidget(self._sign(letter), number, 2 * place, 1, 2)
        pad.addWidget(self._erase(), len(CODE), 0, 1, 5)
        pad.addWidget(self._clear(), len(CODE), 5, 1, 5)
        return pad

    def _sign(self, sign: str) -> Key:
        key = Key(self._theme, f"key_{sign}", sign, self)
        if sign in NAMES:
            key.setAccessibleName(f"{sign} {NAMES[sign]}")
        if sign.isalpha():
            self._letters.append(key)
        key.clicked.connect(self._on_sign_clicked)
        return key

    def _erase(self) -> Key:
        key = self._action("erase", "Hapus", icon="backspace")
        key.clicked.connect(self.erased)
        return key

    def _clear(self) -> Key:
        key = self._action("clear", "Hapus semua")
        key.clicked.connect(self.cleared)
        return key

    def _action(self, name: str, text: str, look: Look = "erase", icon: str = "") -> Key:
        return Key(self._theme, f"key_{name}", text, self, look=look, icon=icon)

    def _on_sign_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(key.text())

    def _on_space_clicked(self) -> None:
        self.typed.emit(" ")

    def _on_capitals_clicked(self) -> None:
        self._large = not self._large
        for key in self._letters:
            _rename(key, key.text().upper() if self._large else key.text().lower())
        _rename(self._capitals, "abc" if self._large else "ABC")


def _rename(key: Key, text: str) -> None:
    key.setText(text)
    key.setAccessibleName(text)
