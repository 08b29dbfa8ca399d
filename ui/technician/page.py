"""One page of the technician's screens: parts from top to bottom, a pager, the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.parts import Pages
from ui.presenters.technician import parts as p
from ui.technician.banner import BannerView
from ui.technician.choice import ChoiceView
from ui.technician.entry import EntryView
from ui.technician.field import FieldView
from ui.technician.page_turner import PageTurner
from ui.technician.part_view import PartView
from ui.technician.pin_pad import PinPadView
from ui.technician.presses import FootView, PressesView
from ui.technician.reading import FiguresView, LogLinesView, ProseView, TitleView
from ui.technician.status_row import StatusRowView
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE, GAP
from ui.widgets.layouts import column

VIEWS: dict[type, Callable[[Theme, Any, QWidget], PartView]] = {
    p.Title: TitleView,
    p.Banner: BannerView,
    p.StatusRow: StatusRowView,
    p.Figures: FiguresView,
    p.Presses: PressesView,
    p.Choice: ChoiceView,
    p.Field: FieldView,
    p.Entry: EntryView,
    p.PinPad: PinPadView,
    p.Prose: ProseView,
    p.LogLines: LogLinesView,
}
"""Which widget shows which part."""

_TO_THE_EDGE = (p.Entry,)
"""Parts whose keys need the whole width of the stage."""

MARGIN_MM = 9.0


class TechnicianPage(QWidget):
    """Parts that are the same keep their widgets, so that a finger on one of them is not lost."""

    acted = Signal(object)
    typed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._theme = theme
        self._views: list[tuple[tuple[object, ...], PartView]] = []
        self._laid_out: list[PartView] = []
        self._foot: FootView | None = None
        self._turner: PageTurner | None = None
        outside = column(theme, self)
        outside.setContentsMargins(0, theme.mm(MARGIN_MM), 0, theme.mm(MARGIN_MM))
        self._parts = column(theme, None, 0, GAP)
        outside.addLayout(self._parts, 1)
        outside.addSpacing(theme.mm(GAP))
        self._below = column(theme, None, 0, GAP)
        self._below.setContentsMargins(theme.mm(EDGE), 0, theme.mm(EDGE), 0)
        outside.addLayout(self._below)

    def show_page(self, page: p.Page) -> None:
        """Show a page; what it has in common with the last one stays in place."""
        old = self._views
        self._views = [(_identity(part), self._view(part, old)) for part in page.parts]
        for _identity_of_old, view in old:
            self._drop(view)
        self._lay_out(page.parts)
        self._show_foot(page.foot)
        self._show_turner(page.pages)

    def _view(self, part: p.Part, old: list[tuple[tuple[object, ...], PartView]]) -> PartView:
        wanted = _identity(part)
        for place, (identity, view) in enumerate(old):
            if identity == wanted and view.takes(part):
                del old[place]
                return view
        return self._wired(VIEWS[type(part)](self._theme, part, self), part)

    def _wired(self, view: PartView, part: p.Part) -> PartView:
        view.acted.connect(self.acted)
        view.typed.connect(self.typed)
        if not isinstance(part, _TO_THE_EDGE):
            edge = self._theme.mm(EDGE)
            view.setContentsMargins(edge, 0, edge, 0)
        return view

    def _lay_out(self, parts: tuple[p.Part, ...]) -> None:
        views = [view for _identity_of_view, view in self._views]
        if views == self._laid_out:
            return
        self._laid_out = views
        while self._parts.count():
            self._parts.takeAt(0)
        for part, view in zip(parts, views, strict=True):
            self._parts.addWidget(view, int(isinstance(part, _TO_THE_EDGE)))
            view.show()
        if not any(isinstance(part, _TO_THE_EDGE) for part in parts):
            self._parts.addStretch(1)

    def _show_foot(self, buttons: tuple[p.Press, ...]) -> None:
        if self._foot is not None:
            columns = FootView.columns_for(buttons)
            if self._foot.takes(p.Presses(buttons, columns)):
                return
            self._drop(self._foot)
            self._foot = None
        if buttons:
            self._foot = FootView(self._theme, buttons, self)
            self._foot.acted.connect(self.acted)
            self._below.addWidget(self._foot)

    def _show_turner(self, pages: Pages | None) -> None:
        if self._turner is not None:
            if pages is not None:
                self._turner.show_pages(pages)
                return
            self._drop(self._turner)
            self._turner = None
        elif pages is not None:
            self._turner = PageTurner(self._theme, pages, self)
            self._turner.acted.connect(self.acted)
            self._below.insertWidget(0, self._turner)

    def _drop(self, view: QWidget) -> None:
        view.hide()
        view.setParent(None)
        view.deleteLater()


def identity_of(page: p.Page) -> tuple[object, ...]:
    """Return what makes a page another one than the last: its parts and what lies around them."""
    parts = tuple(_identity(part) for part in page.parts)
    foot = tuple(press.name for press in page.foot)
    asked = page.question.title if page.question is not None else ""
    number = page.whole.number if isinstance(page.whole, p.TouchTest) else 0
    return parts, foot, asked, type(page.whole), number


def _identity(part: p.Part) -> tuple[object, ...]:
    if isinstance(part, p.Title):
        return (p.Title, part.text)
    if isinstance(part, p.Presses):
        return (p.Presses, *(press.name for press in part.buttons))
    return (type(part), getattr(part, "name", ""))
