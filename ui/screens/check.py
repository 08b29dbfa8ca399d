"""Mana yang sudah dibawa? A tick list and what follows from it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.check import CheckView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme


class CheckScreen(CitizenScreen):
    """Documents to tick, what is missing, and the ways on."""

    def __init__(self, theme: Theme, view: CheckView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for tick in view.ticks:
            self.page.addWidget(self.tick(tick))
        self.add_pager(view.pages)
        self.add_notice(view.notice)
        self.page.addStretch(1)
        self.add_actions(view.buttons)
