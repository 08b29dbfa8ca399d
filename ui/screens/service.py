"""One service: facts, documents, and the way to a number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.service import ServiceView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.fact_card import FactCard
from ui.widgets.layouts import row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.qr_view import QrView


class ServiceScreen(CitizenScreen):
    """Fee, time and counter first, then what to bring."""

    def __init__(self, theme: Theme, view: ServiceView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        facts = row(theme, None, 0, GAP)
        for fact in view.facts:
            facts.addWidget(FactCard(theme, fact.title, fact.detail, fact.icon, self), 1)
        self.page.addLayout(facts)
        self._add_documents_heading(view)
        self.add_rows(view.documents)
        self.add_pager(view.pages)
        self._add_notices(view)
        self.page.addStretch(1)
        self.add_actions(view.buttons)

    def _add_documents_heading(self, view: ServiceView) -> None:
        line = row(self.theme, None, 0, GAP)
        line.addWidget(PlainLabel(self.theme, view.documents_heading, "h2", "ink", self), 1)
        if view.adjust is not None:
            button = self.button(view.adjust)
            button.setMinimumHeight(self.theme.mm(20))
            button.setFixedWidth(self.theme.mm(70))
            line.addWidget(button)
        self.page.addLayout(line)

    def _add_notices(self, view: ServiceView) -> None:
        for number, notice in enumerate(view.notices):
            if number or not view.link:
                self.add_notice(notice)
                continue
            line = row(self.theme, None, 0, GAP)
            line.addWidget(self.notice(notice), 1)
            line.addWidget(QrView(self.theme, view.link, 42, self))
            self.page.addLayout(line)
