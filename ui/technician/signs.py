"""The sign of a state: a shape, a word and a colour, so that none of them stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.health.check import State
from ui.presenters.technician.parts import Tone
from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon's name, the word below it, the colour roles of ink and soft ground."""

    icon: str
    word: str
    ink: str
    ground: str
    edge: str


STATES: dict[State, Sign] = {
    "pass": Sign("check-circle", "Baik", "primary", "soft", "soft_border"),
    "warn": Sign("warning", "Perhatian", "on_warning", "warning", "warning_border"),
    "fail": Sign("x-circle", "Gagal", "on_error", "error", "error_border"),
    "skip": Sign("minus-circle", "Dilewati", "muted", "later", "border"),
}

TONES: dict[Tone, Sign] = {
    "good": Sign("check-circle", "", "on_soft", "soft", "soft_border"),
    "warning": Sign("warning", "", "on_warning", "warning", "warning_border"),
    "bad": Sign("x-circle", "", "on_error", "error", "error_border"),
    "info": Sign("info", "", "ink", "card", "faint_border"),
}

SIGN_MM = 34.0
"""Width of a state's sign with its word."""


class StateSign(QWidget):
    """The sign at the right of a row."""

    def __init__(self, theme: Theme, state: State, parent: QWidget) -> None:
        """Show a state."""
        super().__init__(parent)
        sign = STATES[state]
        self.setFixedWidth(theme.mm(SIGN_MM))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(theme, self, 0, 0)
        layout.addStretch(1)
        mark = IconBox(theme, sign.icon, 11, self, colour=sign.ink, ground="", weight="fill")
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(PlainLabel(theme, sign.word, "small", sign.ink, self, centred=True))
        layout.addStretch(1)
