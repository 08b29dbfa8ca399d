"""A card to choose: icon, title, subtitle, a word why it is not for today, a caret."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.highlight_label import HighlightLabel
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.touchable import Touchable

BOX_MM = 21.0


class CardButton(Touchable):
    """The wide card of lists; ``muted`` looks less inviting but can be touched all the same."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        subtitle: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        chip: str = "",
        muted: bool = False,
        caret: bool = False,
        tone: str = "plain",
        spans: tuple[tuple[int, int], ...] = (),
        height_mm: float = 32.0,
    ) -> None:
        """Show a card; ``spans`` of the title are highlighted, ``tone`` "warm" is amber."""
        words = " · ".join(part for part in (title, subtitle, chip) if part)
        super().__init__(theme, name, words, parent)
        warm = tone == "warm"
        self.fill = "warning" if warm else "later" if muted else "card"
        self.setMinimumHeight(theme.mm(height_mm))
        ink = "on_warning" if warm else "ink"
        layout = row(theme, self, 0, 4.5)
        layout.setContentsMargins(theme.mm(5.5), theme.mm(2.5), theme.mm(5), theme.mm(2.5))
        if icon:
            ground = "card" if warm else "soft"
            colour = "on_warning" if warm else "primary"
            layout.addWidget(IconBox(theme, icon, BOX_MM, self, colour=colour, ground=ground))
        texts = column(theme, None, 0, 0.8)
        texts.addStretch(1)
        texts.addWidget(HighlightLabel(theme, title, spans, ink, self))
        if subtitle:
            muted_ink = "on_warning" if warm else "ink" if muted else "muted"
            texts.addWidget(PlainLabel(theme, subtitle, "small", muted_ink, self))
        if chip:
            texts.addSpacing(theme.mm(0.6))
            texts.addWidget(Chip(theme, chip, "fee", self), 0, Qt.AlignmentFlag.AlignLeft)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        if caret:
            layout.addWidget(
                IconBox(theme, "caret-right", 10.5, self, colour=ink, ground="", weight="bold")
            )
