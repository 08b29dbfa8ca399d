"""Bantu pilih: a question with its answers, or what they lead to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.guide import GuideView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme


class GuideScreen(CitizenScreen):
    """The answers as cards in two columns."""

    def __init__(self, theme: Theme, view: GuideView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        self.add_card_grid(view.cards, 2, 44)
        self.page.addStretch(1)
