"""One of several: a large card an option, with a mark where it is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.presenters.technician.fitting import choice_columns
from ui.presenters.technician.parts import Choice, Pressed
from ui.technician.fault_line import FaultLine
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, grid, row
from ui.widgets.long_label import LongLabel
from ui.widgets.touchable import Touchable

HEIGHT_MM = 21.0
MARK_MM = 9.0


class ChoiceView(PartView):
    """The title over its options."""

    def __init__(self, theme: Theme, part: Choice, parent: QWidget | None = None) -> None:
        """Build a card for each option."""
        super().__init__(theme, parent)
        self._part = part
        layout = column(theme, self, 0, 2.0)
        if part.title:
            layout.addWidget(LongLabel(theme, part.title, "label", "ink", self))
        columns = choice_columns(part)
        cards = grid(theme, None, GAP, columns)
        for number, (value, text) in enumerate(part.options):
            card = self._card(value, text, chosen=value == part.chosen)
            cards.addWidget(card, number // columns, number % columns)
        layout.addLayout(cards)
        self._fault = FaultLine(theme, part.fault, self)
        layout.addWidget(self._fault)

    def takes(self, part: Choice) -> bool:
        """Show another fault in place; another choice is painted anew."""
        if replace(part, fault="") != replace(self._part, fault=""):
            return False
        self._part = part
        self._fault.show_fault(part.fault)
        return True

    def _card(self, value: str, text: str, *, chosen: bool) -> Touchable:
        theme = self.theme
        card = Touchable(theme, f"{self._part.name}_{value}", text, self)
        card.setCheckable(True)
        card.setChecked(chosen)
        card.fill = "soft" if chosen else "card"
        card.edge = "primary" if chosen else "border"
        card.edge_mm = 0.9 if chosen else 0.5
        card.setMinimumHeight(theme.mm(HEIGHT_MM))
        layout = row(theme, card, 0, 4)
        layout.setContentsMargins(theme.mm(5), theme.mm(2), theme.mm(4), theme.mm(2))
        icon, weight = ("radio-button", "fill") if chosen else ("circle", "bold")
        ink = "on_soft" if chosen else "ink"
        layout.addWidget(IconBox(theme, icon, MARK_MM, card, ground="", weight=weight))
        layout.addWidget(LongLabel(theme, text, "label", ink, card), 1)
        self.bind(card, Pressed(self._part.name, value))
        return card
