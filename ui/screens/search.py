"""Search: what is typed, live results, the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.visits.session import events as ev
from ui.presenters.parts import Button
from ui.presenters.search import SearchView
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.keyboard import Keyboard
from ui.widgets.layouts import column, grid
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_field import SearchField


class SearchScreen(CitizenScreen):
    """Field and keyboard stay while the results change, so that no touch is lost."""

    def __init__(self, theme: Theme, view: SearchView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        margins = self.page.contentsMargins()
        self.page.setContentsMargins(0, margins.top(), 0, 0)
        edge = margins.left()
        self._body = column(theme, None, 0, GAP)
        self._body.setContentsMargins(edge, 0, edge, 0)
        self._field = SearchField(theme, "search_field", view.hint, self, live=True)
        self._body.addWidget(self._field)
        self._results: QWidget | None = None
        self.page.addLayout(self._body, 1)
        self._keyboard = Keyboard(theme, self)
        self._keyboard.typed.connect(self._on_keyboard_typed)
        self._keyboard.erased.connect(self._on_keyboard_erased)
        self._keyboard.cleared.connect(self._on_keyboard_cleared)
        self._keyboard.submitted.connect(self._on_keyboard_submitted)
        self._best: ev.Event | None = None
        self.page.addWidget(self._keyboard)
        self.show_view(view)

    def show_view(self, view: SearchView) -> None:
        """Show another state of the search in place."""
        self._field.setText(view.hint)
        self._field.show_typed(view.query)
        self._keyboard.name_actions(*view.keys)
        self._best = view.cards[0].event if view.cards else None
        if self._results is not None:
            self._body.removeWidget(self._results)
            self._results.hide()
            self._results.deleteLater()
        self._results = QWidget(self)
        self._body.addWidget(self._results, 1)
        layout = column(self.theme, self._results, 0, GAP)
        if view.found:
            layout.addWidget(PlainLabel(self.theme, view.found, "body", "muted", self))
        for card in view.cards:
            layout.addWidget(self.card(card, caret=True, height_mm=29))
        if view.words:
            layout.addLayout(self._words(view.words))
        if view.nothing is not None:
            layout.addWidget(self.notice(view.nothing))
        layout.addStretch(1)

    def _words(self, words: tuple[Button, ...]) -> QGridLayout:
        layout = grid(self.theme, None, GAP, 2)
        for number, word in enumerate(words):
            layout.addWidget(self.button(word), number // 2, number % 2)
        return layout

    def _on_keyboard_typed(self, text: str) -> None:
        self.acted.emit(ev.Typed(text))

    def _on_keyboard_erased(self) -> None:
        self.acted.emit(ev.Erased())

    def _on_keyboard_cleared(self) -> None:
        self.acted.emit(ev.Cleared())

    def _on_keyboard_submitted(self) -> None:
        """Open the best result: the others stand above already."""
        if self._best is not None:
            self.acted.emit(self._best)
