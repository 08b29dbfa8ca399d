"""The numbers of the visit, all on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.presenters.ticket import TicketsView, TicketView
from ui.screens.citizen_screen import CitizenScreen, show_buttons
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import grid, row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ticket_card import TicketCard
from ui.widgets.ticket_row import TicketRow

ONE_COLUMN = 4
"""Further numbers that stand below each other; more stand in two columns."""


class TicketScreen(CitizenScreen):
    """The first number large, the others in their order; what the paper does is said above."""

    def __init__(self, theme: Theme, view: TicketsView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self._heading = PlainLabel(theme, view.heading.title, "h1", "ink", self, centred=True)
        self._mark = self._add_head(view)
        self.page.addWidget(self._first(view))
        crowded = len(view.rest) > ONE_COLUMN
        if view.rest_heading:
            rest_heading = PlainLabel(theme, view.rest_heading, "h2", "ink", self)
            self.add_sign(view.sign if crowded else "", beside=rest_heading)
        self._add_rest(view.rest)
        for notice in view.notices:
            self.add_notice(notice)
        self.add_sign("" if crowded else view.sign)
        self.page.addStretch(1)
        self._ends = self.add_ends(view.buttons)

    def show_view(self, view: TicketsView) -> None:
        """Say in place that the slip came out, and count down in place."""
        self._heading.setText(view.heading.title)
        self._mark.show_icon(view.heading.icon)
        show_buttons(self._ends, view.buttons)

    def _add_head(self, view: TicketsView) -> IconBox:
        crowded = len(view.rest) > ONE_COLUMN
        size = 15 if crowded else 31
        mark = IconBox(self.theme, view.heading.icon, size, self, ground="", weight="fill")
        if not crowded:
            self.page.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
            self.page.addWidget(self._heading)
            return mark
        line = row(self.theme, None, 0, GAP)
        line.addStretch(1)
        line.addWidget(mark)
        self._heading.setWordWrap(False)
        line.addWidget(self._heading)
        line.addStretch(1)
        self.page.addLayout(line)
        return mark

    def _first(self, view: TicketsView) -> TicketCard:
        first = view.first
        return TicketCard(self.theme, view.where, first.label, first.title, view.qr, self)

    def _add_rest(self, rest: tuple[TicketView, ...]) -> None:
        narrow = len(rest) > ONE_COLUMN
        columns = 2 if narrow else 1
        layout = grid(self.theme, None, GAP, columns)
        for number, ticket in enumerate(rest):
            # Half a page has no room for agency and counter; the counter is where to go.
            detail = ticket.place if narrow else ticket.subtitle
            row_widget = TicketRow(
                self.theme, ticket.label, ticket.title, detail, self, narrow=narrow
            )
            layout.addWidget(row_widget, number // columns, number % columns)
        self.page.addLayout(layout)
