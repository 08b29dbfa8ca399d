"""What every screen of a visit shares: it renders a view and reports what was touched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.visits.session.events import Event, PageChosen
from ui.presenters.parts import Button, Card, Heading, Notice, Pages, Row, Tick
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE, GAP
from ui.widgets.action_button import ActionButton
from ui.widgets.card import CardButton
from ui.widgets.document_row import DocumentRow
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, grid, row
from ui.widgets.notice_box import NoticeBox
from ui.widgets.page_heading import PageHeading
from ui.widgets.pager import Pager
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tick_card import TickCard
from ui.widgets.touchable import Touchable


class CitizenScreen(QWidget):
    """A page between head and dock. ``acted`` carries the session's event of what was touched."""

    acted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page; a screen fills it from its view, and a changed view is a new page."""
        super().__init__(parent)
        self.theme = theme
        self.page: QVBoxLayout = column(theme, self, 0, GAP)
        edge = theme.mm(EDGE)
        self.page.setContentsMargins(edge, theme.mm(9), edge, theme.mm(7))

    def bind(self, touchable: Touchable, event: Event) -> None:
        """Let a touch mean ``event``."""
        touchable.meaning = event
        touchable.clicked.connect(self._on_touchable_clicked)

    def _on_touchable_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self.acted.emit(sender.meaning)

    def add_heading(self, heading: Heading) -> None:
        """Add the page's head."""
        widget = PageHeading(
            self.theme,
            heading.title,
            heading.sentence,
            heading.eyebrow,
            heading.icon,
            self,
            beside_button=heading.button is not None,
        )
        if heading.button is not None:
            button = heading.button
            self.bind(widget.add_button(button.name, button.text, button.icon), button.event)
        self.page.addWidget(widget)

    def button(self, view: Button) -> ActionButton:
        """Return a bound button."""
        look = "primary" if view.primary else "secondary"
        widget = ActionButton(self.theme, view.name, view.text, view.icon, look, self)
        widget.setEnabled(view.enabled)
        self.bind(widget, view.event)
        return widget

    def card(self, view: Card, *, caret: bool = False, height_mm: float = 32.0) -> CardButton:
        """Return a bound card."""
        widget = CardButton(
            self.theme,
            view.name,
            view.title,
            view.subtitle,
            view.icon,
            self,
            chip=view.chip,
            muted=view.muted,
            caret=caret,
            spans=view.spans,
            height_mm=height_mm,
        )
        self.bind(widget, view.event)
        return widget

    def tick(self, view: Tick) -> TickCard:
        """Return a bound tick-box card."""
        widget = TickCard(self.theme, view.name, view.text, view.detail, self, ticked=view.ticked)
        self.bind(widget, view.event)
        return widget

    def notice(self, view: Notice) -> NoticeBox:
        """Return a message, with its bound button where it has one."""
        widget = NoticeBox(self.theme, view.tone, view.title, view.text, view.icon, self)
        if view.button is not None:
            self.bind(widget.add_button(view.button.name, view.button.text), view.button.event)
        return widget

    def add_notice(self, view: Notice) -> None:
        """Add a message to the page."""
        self.page.addWidget(self.notice(view))

    def add_sign(self, words: str, beside: PlainLabel | None = None) -> None:
        """Add a small sign that asks for nothing; without words there is none.

        ``beside`` is a heading at whose right it stands; on a line of its own it is centred.
        """
        if not words:
            if beside is not None:
                self.page.addWidget(beside)
            return
        line = row(self.theme, None, 0, 2)
        if beside is not None:
            beside.setWordWrap(False)
            line.addWidget(beside)
        line.addStretch(1)
        line.addWidget(IconBox(self.theme, "wifi-slash", 7, self, ground="", weight="bold"))
        said = PlainLabel(self.theme, words, "small", "ink", self)
        said.setWordWrap(False)
        line.addWidget(said)
        if beside is None:
            line.addStretch(1)
        self.page.addLayout(line)

    def add_rows(self, rows: tuple[Row, ...]) -> None:
        """Add documents to read."""
        for view in rows:
            document = DocumentRow(self.theme, view.title, view.detail, view.icon, self)
            self.page.addWidget(document)

    def add_card_grid(self, cards: tuple[Card, ...], columns: int, height_mm: float) -> None:
        """Add cards in equally wide columns."""
        layout = grid(self.theme, None, GAP, columns)
        for number, view in enumerate(cards):
            layout.addWidget(
                self.card(view, height_mm=height_mm), number // columns, number % columns
            )
        self.page.addLayout(layout)

    def add_pager(self, pages: Pages) -> None:
        """Add the pages' buttons, where there is more than one page."""
        if pages.pages < 2:
            return
        pager = Pager(self.theme, pages.page, pages.pages, self)
        pager.page_chosen.connect(self._on_pager_page_chosen)
        self.page.addWidget(pager)

    def _on_pager_page_chosen(self, page: int) -> None:
        self.acted.emit(PageChosen(page))

    def add_actions(self, buttons: tuple[Button, ...]) -> None:
        """Add the main button over the others, two or three in a row."""
        main = [button for button in buttons if button.primary]
        others = [button for button in buttons if not button.primary]
        for view in main:
            self.page.addWidget(self.button(view))
        columns = 3 if len(others) == 3 else min(2, len(others))
        if not columns:
            return
        layout = grid(self.theme, None, GAP, columns)
        for number, view in enumerate(others):
            layout.addWidget(self.button(view), number // columns, number % columns)
        self.page.addLayout(layout)

    def add_ends(self, buttons: tuple[Button, ...]) -> tuple[ActionButton, ...]:
        """Add the ways from a visit's numbers side by side, all as large as a main action."""
        line = row(self.theme, None, 0, GAP)
        widgets = tuple(self.button(button) for button in buttons)
        for widget in widgets:
            widget.setFont(self.theme.font("action"))
            widget.setMinimumHeight(self.theme.mm(33))
            line.addWidget(widget, 1)
        self.page.addLayout(line)
        return widgets


def show_buttons(widgets: tuple[ActionButton, ...], views: tuple[Button, ...]) -> None:
    """Change words in place, so that a countdown never disturbs a touch."""
    for widget, view in zip(widgets, views, strict=True):
        widget.setText(view.text)
        widget.setAccessibleName(view.text)
        widget.setEnabled(view.enabled)
        widget.update()
