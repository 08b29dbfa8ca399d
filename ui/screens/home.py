"""Home: search, popular services, life events, all agencies, guided questions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.home import HomeView
from ui.presenters.parts import Card
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.card import CardButton
from ui.widgets.layouts import grid
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_field import SearchField
from ui.widgets.tile import Tile

TILE_COLUMNS = 3


class HomeScreen(CitizenScreen):
    """The page where every visit begins."""

    def __init__(self, theme: Theme, view: HomeView, parent: QWidget | None = None) -> None:
        """Build Home from its view."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        search = SearchField(theme, "open_search", view.search_hint, self, live=False)
        self.bind(search, view.search_event)
        self.page.addWidget(search)
        self.page.addWidget(PlainLabel(theme, view.popular_heading, "h2", "ink", self))
        self.add_card_grid(view.popular, 2, 32)
        self.page.addWidget(PlainLabel(theme, view.tiles_heading, "h2", "ink", self))
        self._add_tiles(view.tiles)
        self.page.addStretch(1)
        if view.visit is not None:
            self.add_notice(view.visit)
        self._add_ways(view.ways)

    def _add_tiles(self, tiles: tuple[Card, ...]) -> None:
        layout = grid(self.theme, None, GAP, TILE_COLUMNS)
        for number, view in enumerate(tiles):
            tile = Tile(self.theme, view.name, view.title, view.icon, self)
            self.bind(tile, view.event)
            layout.addWidget(tile, number // TILE_COLUMNS, number % TILE_COLUMNS)
        self.page.addLayout(layout)

    def _add_ways(self, ways: tuple[Card, ...]) -> None:
        layout = grid(self.theme, None, GAP, len(ways))
        for number, view in enumerate(ways):
            tone = "plain" if number == 0 else "warm"
            card = CardButton(
                self.theme,
                view.name,
                view.title,
                view.subtitle,
                view.icon,
                self,
                caret=True,
                tone=tone,
                height_mm=34,
            )
            self.bind(card, view.event)
            layout.addWidget(card, 0, number)
        self.page.addLayout(layout)
