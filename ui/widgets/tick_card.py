"""A card with a tick-box: a condition, a document, or a step of a life event with its number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.layouts import column, row
from ui.widgets.number_badge import NumberBadge
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tick_box import TickBox
from ui.widgets.touchable import Touchable


class TickCard(Touchable):
    """Touching it anywhere ticks or unticks it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        detail: str = "",
        parent: QWidget | None = None,
        *,
        ticked: bool,
        number: int = 0,
        chip: str = "",
        chip_tone: str = "fee",
        height_mm: float = 28.5,
    ) -> None:
        """Show the box left of the words, or with ``number`` right of them (a step)."""
        words = " · ".join(part for part in (title, detail, chip) if part)
        super().__init__(theme, name, words, parent)
        self.setCheckable(True)
        self.setChecked(ticked)
        self.edge = "primary" if ticked else "border"
        self.edge_mm = 0.75 if ticked else 0.5
        self.fill = "later" if number and not ticked else "card"
        self.setMinimumHeight(theme.mm(height_mm))
        layout = row(theme, self, 0, 5)
        layout.setContentsMargins(theme.mm(6), theme.mm(2), theme.mm(6), theme.mm(2))
        box = TickBox(theme, self, ticked=ticked)
        if number:
            layout.addWidget(NumberBadge(theme, str(number), self, active=ticked))
        else:
            layout.addWidget(box)
        texts = column(theme, None, 0, 0.5)
        texts.addStretch(1)
        texts.addWidget(PlainLabel(theme, title, "label", "ink", self))
        if detail:
            soft_ink = "muted" if self.fill == "card" else "ink"
            texts.addWidget(PlainLabel(theme, detail, "small", soft_ink, self))
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        if chip:
            layout.addWidget(Chip(theme, chip, chip_tone, self))
        if number:
            layout.addWidget(box)
