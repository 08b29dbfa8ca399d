"""Life events to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.life_events import LifeEventsView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme


class LifeEventsScreen(CitizenScreen):
    """One page of life events in two columns."""

    def __init__(self, theme: Theme, view: LifeEventsView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        self.add_card_grid(view.cards, 2, 42)
        self.page.addStretch(1)
        self.add_pager(view.pages)
