"""A life event: its steps in order, each to be ticked or unticked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.package import PackageView, StepView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.widgets.tick_card import TickCard


class PackageScreen(CitizenScreen):
    """The steps, how few documents are enough, and the way to the numbers."""

    def __init__(self, theme: Theme, view: PackageView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for step in view.steps:
            self.page.addWidget(self._step(step))
        self.add_pager(view.pages)
        for notice in view.notices:
            self.add_notice(notice)
        self.page.addStretch(1)
        self.add_actions(view.buttons)

    def _step(self, view: StepView) -> TickCard:
        card = TickCard(
            self.theme,
            view.name,
            view.title,
            view.subtitle,
            self,
            ticked=view.ticked,
            number=view.number,
            chip=view.fee,
            chip_tone="free" if view.free else "fee",
            height_mm=27,
        )
        self.bind(card, view.event)
        return card
