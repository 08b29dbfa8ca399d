"""The pad for a PIN: large keys in the order the view gives, dots for what was typed, no echo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import PinPad, Pressed
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.key import Key
from ui.widgets.layouts import column, grid

KEY_MM = (76.0, 38.0)
DOT_MM = 9.0
ERASE = "-"


class PinPadView(PartView):
    """Dots over a pad of ten digits and one key that deletes."""

    def __init__(self, theme: Theme, part: PinPad, parent: QWidget | None = None) -> None:
        """Build dots and keys."""
        super().__init__(theme, parent)
        self._part = part
        layout = column(theme, self, 0, 8.0)
        self._dots = Dots(theme, part, self)
        layout.addWidget(self._dots)
        pad = grid(theme, None, GAP, 0)
        self._keys = [self._digit(digit) for digit in part.digits]
        for number, key in enumerate(self._keys[:9]):
            pad.addWidget(key, number // 3, number % 3)
        pad.addWidget(self._keys[9], 3, 1)
        erase = self._key("erase", "Hapus", Pressed(part.name, ERASE))
        pad.addWidget(erase, 3, 2)
        self._keys.append(erase)
        middle = column(theme, None)
        middle.addLayout(pad)
        layout.addLayout(middle)
        layout.setAlignment(middle, Qt.AlignmentFlag.AlignHCenter)
        self._enable(enabled=part.enabled)

    def takes(self, part: PinPad) -> bool:
        """Show how many are typed, and whether more may be, in place."""
        if replace(part, typed=0, enabled=True) != replace(self._part, typed=0, enabled=True):
            return False
        self._part = part
        self._dots.show_pad(part)
        self._enable(enabled=part.enabled)
        return True

    def _enable(self, *, enabled: bool) -> None:
        for key in self._keys:
            key.setEnabled(enabled)
            key.fill = _fill(key, enabled=enabled)

    def _digit(self, digit: str) -> Key:
        return self._key(digit, digit, Pressed(self._part.name, digit))

    def _key(self, name: str, text: str, pressed: Pressed) -> Key:
        erasing = pressed.which == ERASE
        key = Key(
            self.theme,
            f"{self._part.name}_{name}",
            text,
            self,
            look="erase" if erasing else "letter",
            icon="backspace" if erasing else "",
        )
        wide, high = (self.theme.mm(length) for length in KEY_MM)
        key.setFixedSize(wide, high)
        key.meaning = pressed
        key.clicked.connect(self._on_key_clicked)
        return key

    def _on_key_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(key.meaning)


class Dots(QWidget):
    """As many rings as a PIN has digits; the typed ones are filled."""

    def __init__(self, theme: Theme, part: PinPad, parent: QWidget) -> None:
        """Show how many are typed."""
        super().__init__(parent)
        self._theme = theme
        self._part = part
        self.setFixedHeight(theme.mm(DOT_MM * 2))
        self.show_pad(part)

    def show_pad(self, part: PinPad) -> None:
        """Show another count."""
        self._part = part
        self.setAccessibleName(f"{part.typed} dari {part.of} angka")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rings in the middle."""
        theme, part = self._theme, self._part
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = DOT_MM * theme.px_per_mm
        left = (self.width() - (2 * part.of - 1) * dot) / 2
        painter.setPen(QPen(theme.colour("ink"), theme.px_per_mm))
        for number in range(part.of):
            filled = number < part.typed
            painter.setBrush(theme.colour("ink" if filled else "card"))
            painter.drawEllipse(QRectF(left + 2 * number * dot, dot / 2, dot, dot))
        painter.end()


def _fill(key: Key, *, enabled: bool) -> str:
    if not enabled:
        return "later"
    return (
        "key_action" if isinstance(key.meaning, Pressed) and key.meaning.which == ERASE else "card"
    )
