"""The frame of the technician's screens: the dark head above, one page, at times a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import (
    Page,
    Pressed,
    Question,
    ScreenTest,
    TechnicianView,
    TouchTest,
)
from ui.tap_guard import TapGuard
from ui.technician.head import TechnicianHead
from ui.technician.page import TechnicianPage, identity_of
from ui.technician.part_view import PartView
from ui.technician.screen_test import ScreenTestView
from ui.technician.touch_test import TouchTestView
from ui.theme.theme import Theme
from ui.widgets.layouts import column
from ui.widgets.overlay_card import OverlayCard
from ui.widgets.touchable import Touchable

WHOLE: dict[type, Callable[[Theme, Any, QWidget], PartView]] = {
    TouchTest: TouchTestView,
    ScreenTest: ScreenTestView,
}
"""Which widget shows what takes the whole stage."""


class TechnicianFrame(QWidget):
    """Shows a view. ``acted`` carries ``Pressed`` for whatever was touched.

    What differs from the last view only in words, counts and typed text changes in place, so that
    a countdown never takes the touch of a finger that is down. With a ``guard`` the second tap of
    a double tap and the touch that came before the page are left out.
    """

    acted = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, guard: TapGuard | None = None
    ) -> None:
        """Make a frame that shows nothing yet."""
        super().__init__(parent)
        self.theme = theme
        self._guard = guard
        layout = column(theme, self)
        self._head = TechnicianHead(theme, self)
        self._head.acted.connect(self._on_acted)
        layout.addWidget(self._head)
        self._page = TechnicianPage(theme, self)
        self._page.acted.connect(self._on_acted)
        self._page.typed.connect(self._on_typed)
        layout.addWidget(self._page, 1)
        self._stands: tuple[object, ...] = ()
        self._asked: Question | None = None
        self._card: OverlayCard | None = None
        self._whole: PartView | None = None
        self._whole_kind: type = type(None)

    def show_view(self, view: TechnicianView) -> None:
        """Show a view; only what changed is touched."""
        self._head.show_head(view.head)
        self._page.show_page(view.page)
        self._show_question(view.page.question)
        self._show_whole(view.page)
        stands = (view.head.title, view.head.chosen, identity_of(view.page))
        if self._guard is not None and stands != self._stands:
            self._guard.screen_changed()
        self._stands = stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what covers the stage cover it still."""
        for child in (self._card, self._whole):
            if child is not None:
                child.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("paper"))
        painter.end()

    def _show_question(self, question: Question | None) -> None:
        if question == self._asked:
            return
        asked, self._asked = self._asked, question
        if self._card is not None:
            if asked and question and replace(asked, text=question.text) == question:
                self._card.show_text(question.text)
                return
            _drop(self._card)
            self._card = None
        if question is not None:
            self._card = self._question_card(question)

    def _question_card(self, question: Question) -> OverlayCard:
        card = OverlayCard(self.theme, "question", question.title, question.text, self)
        for press in question.buttons:
            button = card.add_button(press.name, press.text, primary=press.look == "primary")
            button.setEnabled(press.enabled)
            button.meaning = Pressed(press.name)
            button.clicked.connect(self._on_button_clicked)
        card.show()
        card.raise_()
        return card

    def _show_whole(self, page: Page) -> None:
        if self._whole is not None:
            if type(page.whole) is self._whole_kind and self._whole.takes(page.whole):
                return
            _drop(self._whole)
            self._whole = None
        self._whole_kind = type(page.whole)
        if page.whole is not None:
            self._whole = WHOLE[type(page.whole)](self.theme, page.whole, self)
            self._whole.acted.connect(self._on_acted)
            self._whole.setGeometry(self.rect())
            self._whole.show()
            self._whole.raise_()

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self._on_acted(sender.meaning)

    def _on_acted(self, pressed: object) -> None:
        if self._guard is None or self._guard.lets(pressed):
            self.acted.emit(pressed)

    def _on_typed(self, pressed: object) -> None:
        if self._guard is None or self._guard.lets(pressed, key=True):
            self.acted.emit(pressed)


def _drop(view: QWidget) -> None:
    view.hide()
    view.setParent(None)
    view.deleteLater()
