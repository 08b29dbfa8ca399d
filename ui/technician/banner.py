"""How things stand, at the head of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Banner, Pressed
from ui.technician.part_view import PartView
from ui.technician.presses import PressButton
from ui.technician.signs import TONES
from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.long_label import LongLabel

PRESS_MM = 66.0
"""Width of the banner's button."""


class BannerView(PartView):
    """Tone, icon, title, text, and at most one button."""

    def __init__(self, theme: Theme, part: Banner, parent: QWidget | None = None) -> None:
        """Build the banner."""
        super().__init__(theme, parent)
        self._tone = part.tone
        sign = TONES[part.tone]
        box = Boxed(theme, self, fill=sign.ground, edge=sign.edge, edge_mm=0.5)
        column(theme, self).addWidget(box)
        layout = row(theme, box, 0, 5)
        layout.setContentsMargins(theme.mm(6), theme.mm(4), theme.mm(6), theme.mm(4))
        ink = "primary" if part.tone in {"good", "info"} else sign.ink
        layout.addWidget(IconBox(theme, sign.icon, 15, box, colour=ink, ground="", weight="fill"))
        texts = column(theme, None, 0, 0)
        texts.addStretch(1)
        self._title = LongLabel(theme, part.title, "h2", sign.ink, box)
        self._text = LongLabel(theme, part.text, "small", sign.ink, box)
        self._text.setVisible(bool(part.text))
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        self._button: PressButton | None = None
        if part.press is not None:
            self._button = PressButton(theme, part.press, box, 25.5)
            self._button.setFixedWidth(max(self._button.minimumWidth(), theme.mm(PRESS_MM)))
            self.bind(self._button, Pressed(part.press.name))
            layout.addWidget(self._button)

    def takes(self, part: Banner) -> bool:
        """Change the words in place where tone and button are the same."""
        if part.tone != self._tone or (part.press is None) != (self._button is None):
            return False
        if self._button and part.press and not self._button.takes(part.press):
            return False
        self._title.setText(part.title)
        self._text.setText(part.text)
        self._text.setVisible(bool(part.text))
        return True
