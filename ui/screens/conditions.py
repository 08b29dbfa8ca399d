"""Which conditions hold: at most six tick-boxes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.conditions import ConditionsView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.layouts import row


class ConditionsScreen(CitizenScreen):
    """The tick-boxes, and two ways on."""

    def __init__(self, theme: Theme, view: ConditionsView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for tick in view.ticks:
            self.page.addWidget(self.tick(tick))
        self.page.addStretch(1)
        actions = row(theme, None, 0, GAP)
        for button, stretch in zip(view.buttons, (2, 3), strict=True):
            widget = self.button(button)
            widget.setMinimumHeight(theme.mm(33))
            actions.addWidget(widget, stretch)
        self.page.addLayout(actions)
