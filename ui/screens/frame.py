"""The frame of every screen of a visit: strip and head above, one page, the dock below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.frame import FrameView
from ui.presenters.parts import Button
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.widgets.dock import Dock
from ui.widgets.dock_button import DockButton
from ui.widgets.focus_round import go_round, in_reading_order
from ui.widgets.head_bar import HeadBar
from ui.widgets.identity_strip import IdentityStrip
from ui.widgets.layouts import column
from ui.widgets.touchable import BY_KEYBOARD, Touchable


class CitizenFrame(QWidget):
    """Keeps head and dock while pages come and go."""

    acted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a frame without a page."""
        super().__init__(parent)
        self._theme = theme
        layout = column(theme, self)
        layout.addWidget(IdentityStrip(theme, 10, self))
        self._head = HeadBar(theme, self)
        layout.addWidget(self._head)
        self._place = column(theme, None)
        layout.addLayout(self._place, 1)
        self._dock = Dock(theme, self)
        layout.addWidget(self._dock)
        self._docked: tuple[Button, ...] = ()
        self.page: CitizenScreen | None = None

    def show_frame(self, view: FrameView) -> None:
        """Show head and dock; only what changed is touched."""
        self._head.show_place(view.head.title, view.head.place, view.head.example)
        self._head.show_time(view.head.clock, view.head.date)
        if view.dock != self._docked:
            self._docked = view.dock
            self._dock.show_buttons([self._dock_button(button) for button in view.dock])

    def show_page(self, page: CitizenScreen) -> None:
        """Put another page in place of the present one."""
        self.clear_page()
        self.page = page
        page.acted.connect(self.acted)
        self._place.addWidget(page)
        if self.window().property(BY_KEYBOARD):
            page.show()
            self._place.activate()
            go_round(in_reading_order(page)[:1], forward=True)

    def clear_page(self) -> None:
        """Take the page away, so that nothing of it remains."""
        if self.page is not None:
            self._place.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Let the keys go round: the page from top to bottom, then the dock, then again."""
        page = in_reading_order(self.page) if self.page is not None else []
        go_round(page + in_reading_order(self._dock), forward=next)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.end()

    def _dock_button(self, view: Button) -> DockButton:
        button = DockButton(self._theme, view.name, view.text, view.icon, self._dock)
        button.meaning = view.event
        button.clicked.connect(self._on_dock_clicked)
        return button

    def _on_dock_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self.acted.emit(sender.meaning)
