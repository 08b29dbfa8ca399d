"""The visit before its numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.summary import StopView, SummaryView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, row
from ui.widgets.number_badge import NumberBadge
from ui.widgets.plain_label import PlainLabel


class SummaryScreen(CitizenScreen):
    """Stops in order, each with Hapus; then what waits, the documents, the ways on."""

    def __init__(self, theme: Theme, view: SummaryView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for stop in view.stops:
            self.page.addWidget(self._stop(stop))
        self.add_pager(view.pages)
        for notice in view.notices:
            self.add_notice(notice)
        self.page.addStretch(1)
        self.add_actions(view.buttons)

    def _stop(self, view: StopView) -> Boxed:
        fill = "card" if view.number else "later"
        box = Boxed(self.theme, self, fill=fill, edge="border", edge_mm=0.5)
        box.setMinimumHeight(self.theme.mm(31))
        layout = row(self.theme, box, 0, 5)
        layout.setContentsMargins(*(self.theme.mm(x) for x in (6, 2.5, 6, 2.5)))
        layout.addWidget(NumberBadge(self.theme, view.number, box))
        texts = column(self.theme, None, 0, 0.5)
        texts.addStretch(1)
        texts.addWidget(PlainLabel(self.theme, view.title, "label", "ink", box))
        texts.addWidget(PlainLabel(self.theme, view.subtitle, "small", "muted", box))
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        remove = self.button(view.remove)
        remove.setMinimumHeight(self.theme.mm(23))
        layout.addWidget(remove)
        return box
