"""The merged list of documents."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.documents import DocumentsView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme


class DocumentsScreen(CitizenScreen):
    """One page of the list."""

    def __init__(self, theme: Theme, view: DocumentsView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        self.add_rows(view.rows)
        self.page.addStretch(1)
        for notice in view.notices:
            self.add_notice(notice)
        self.add_pager(view.pages)
        self.add_actions(view.buttons)
