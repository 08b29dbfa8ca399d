"""The head of every screen: the mall, the clock, the date; no controls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import EDGE
from ui.widgets.chip import Chip
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel


class HeadBar(QWidget):
    """Texts change in place, so that the clock never disturbs a touch."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty head."""
        super().__init__(parent)
        self._theme = theme
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, theme.colour("card"))
        self.setPalette(palette)
        self.setFixedHeight(theme.mm(34.5))
        self._layout = row(theme, self, 0, 6)
        self._layout.setContentsMargins(theme.mm(EDGE), 0, theme.mm(EDGE), 0)
        self._layout.addWidget(
            IconBox(theme, "hand-waving", 20, self, colour="start", ground="maroon", weight="fill")
        )
        self._title = PlainLabel(theme, "", "label", "ink", self)
        self._place = PlainLabel(theme, "", "small", "muted", self)
        self._clock = PlainLabel(theme, "", "clock", "ink", self)
        self._date = PlainLabel(theme, "", "small", "muted", self)
        self._example: Chip | None = None
        self._layout.addLayout(_stack(theme, self._title, self._place), 1)
        for label in (self._clock, self._date):
            label.setWordWrap(False)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._layout.addLayout(_stack(theme, self._clock, self._date))

    def show_place(self, title: str, place: str, example: str) -> None:
        """Show the mall; ``example`` is a word that marks invented data, or empty."""
        self._title.setText(title)
        self._place.setText(place)
        if example and self._example is None:
            self._example = Chip(self._theme, example, "fee", self)
            self._layout.insertWidget(2, self._example)

    def show_time(self, clock: str, date: str) -> None:
        """Show the time of day and the date."""
        self._clock.setText(clock)
        self._date.setText(date)


def _stack(theme: Theme, above: QWidget, below: QWidget) -> QVBoxLayout:
    layout = column(theme, None, 0, 0)
    layout.addStretch(1)
    layout.addWidget(above)
    layout.addWidget(below)
    layout.addStretch(1)
    return layout
