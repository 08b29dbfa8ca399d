"""Bantuan khusus: one group or none."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.special_help import SpecialHelpView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.widgets.option_card import OptionCard


class SpecialHelpScreen(CitizenScreen):
    """The groups, one below the other."""

    def __init__(self, theme: Theme, view: SpecialHelpView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for group in view.groups:
            card = OptionCard(
                theme, group.name, group.text, group.icon, self, selected=group.selected
            )
            self.bind(card, group.event)
            self.page.addWidget(card)
        self.page.addStretch(1)
