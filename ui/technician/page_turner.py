"""Sebelumnya and Berikutnya, with the page between them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.parts import Pages
from ui.presenters.technician.parts import Press, Pressed
from ui.technician.part_view import PartView
from ui.technician.presses import PressButton
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.layouts import row
from ui.widgets.plain_label import PlainLabel

HEIGHT_MM = 24.0


class PageTurner(PartView):
    """Reports ``Pressed("page", number)`` with the page to go to, counted from 0."""

    def __init__(self, theme: Theme, pages: Pages, parent: QWidget | None = None) -> None:
        """Show where the page stands."""
        super().__init__(theme, parent)
        layout = row(theme, self, 0, GAP)
        back = Press("page_back", "Sebelumnya", "caret-left")
        ahead = Press("page_ahead", "Berikutnya", "caret-right")
        self._back = PressButton(theme, back, self, HEIGHT_MM)
        self._ahead = PressButton(theme, ahead, self, HEIGHT_MM)
        self._where = PlainLabel(theme, "", "body", "ink", self, centred=True)
        layout.addWidget(self._back, 2)
        layout.addWidget(self._where, 1)
        layout.addWidget(self._ahead, 2)
        for button in (self._back, self._ahead):
            self.bind(button, Pressed("page"))
        self.show_pages(pages)

    def takes(self, part: Pages) -> bool:
        """Show another place in place."""
        self.show_pages(part)
        return True

    def show_pages(self, pages: Pages) -> None:
        """Show where the page stands; at an end there is no way on."""
        self._where.setText(f"{pages.page + 1} dari {pages.pages}")
        self._back.meaning = Pressed("page", str(pages.page - 1))
        self._ahead.meaning = Pressed("page", str(pages.page + 1))
        self._back.setEnabled(pages.page > 0)
        self._ahead.setEnabled(pages.page + 1 < pages.pages)
