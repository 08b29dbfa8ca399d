"""All agencies, twelve a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.agencies import AgenciesView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme


class AgenciesScreen(CitizenScreen):
    """One page of agencies in two columns."""

    def __init__(self, theme: Theme, view: AgenciesView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        self.add_card_grid(view.cards, 2, 44)
        self.page.addStretch(1)
        self.add_pager(view.pages)
