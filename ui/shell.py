"""The shell: the one window, which shows the session's scene and reports every touch.

Screens and presenters are imported when they are first shown, so that the first frame does not
wait for them.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.visits.session.state import Screen
from ui.corner_taps import CORNER_MM, CornerTaps
from ui.escapes import leads_out
from ui.fingers import ends_five_taps
from ui.presenters.welcome import WelcomeView
from ui.screens.welcome import WelcomeScreen
from ui.tap_guard import TapGuard
from ui.theme.theme import DESIGN_SIZE, Theme, theme_for
from ui.widgets.touchable import BY_KEYBOARD, Touchable

PAGES = {
    Screen.HOME: ("home", "HomeScreen"),
    Screen.LIFE_EVENTS: ("life_events", "LifeEventsScreen"),
    Screen.TILE: ("life_events", "LifeEventsScreen"),
    Screen.CONDITIONS: ("conditions", "ConditionsScreen"),
    Screen.PACKAGE: ("package", "PackageScreen"),
    Screen.AGENCIES: ("agencies", "AgenciesScreen"),
    Screen.AGENCY: ("agency", "AgencyScreen"),
    Screen.SEARCH: ("search", "SearchScreen"),
    Screen.GUIDE: ("guide", "GuideScreen"),
    Screen.SERVICE: ("service", "ServiceScreen"),
    Screen.DETAILS: ("details", "DetailsScreen"),
    Screen.CHECK: ("check", "CheckScreen"),
    Screen.SPECIAL_HELP: ("special_help", "SpecialHelpScreen"),
    Screen.SUMMARY: ("summary", "SummaryScreen"),
    Screen.DOCUMENTS: ("documents", "DocumentsScreen"),
    Screen.TICKET: ("ticket", "TicketScreen"),
    Screen.SLIP: ("slip", "SlipScreen"),
}
"""Which module and class shows which screen; presenter and screen share the module's name."""

_IN_PLACE = frozenset({Screen.SEARCH, Screen.TICKET, Screen.SLIP})
"""Screens that change while a finger may be on them, so they change in place."""

_TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})


class Shell(QWidget):
    """Implements ``kiosk.app.conductor.Glass`` and ``TechnicianGlass``.

    ``called`` is the technician's five taps, ``technician_acted`` what they touch on their screens.
    """

    acted = Signal(object)
    touched = Signal()
    called = Signal()
    technician_acted = Signal(object)

    def __init__(
        self, diagonal_in: float, guard: TapGuard, size: tuple[int, int], *, rotation: int = 0
    ) -> None:
        """Make the window for a screen of ``size`` pixels and ``diagonal_in`` inches.

        ``rotation`` turns what it shows by so many degrees clockwise: 0, 90, 180 or 270.
        """
        super().__init__()
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint)
        self.setObjectName("shell")
        self._on_its_side = rotation % 180 != 0
        self.theme: Theme = theme_for(*self._stage_size(*size), diagonal_in)
        self._guard = guard
        self._corner = CornerTaps(guard.mono_ms)
        self._stage = QWidget() if rotation else QWidget(self)
        self._turned = _turned(self._stage, rotation, self) if rotation else None
        self._welcome: WelcomeScreen | None = None
        self._welcomed: WelcomeView | None = None
        self._frame: Any = None
        self._shown: tuple[Screen | None, str, Any] = (None, "", None)
        self._overlay: Any = None
        self._overlaid: Any = None
        self._technician: Any = None
        self._apology: QWidget | None = None
        self._apologised: tuple[str, str, str] | None = None
        self.may_close = False
        self.fills_screen = False
        self.resize(*size)

    def show_welcome(self, view: WelcomeView) -> None:
        """Show the first screen; only a new language builds it anew."""
        self._forget_technician()
        same = self._welcomed is not None and _timeless(self._welcomed) == _timeless(view)
        if self._welcome is not None and same:
            self._welcome.show_time(view.head)
        else:
            self._forget_welcome()
            self._welcome = WelcomeScreen(self.theme, view, self._stage)
            self._welcome.acted.connect(self._on_screen_acted)
            self._guard.screen_changed()
        self._welcomed = view
        self._forget_page()
        self._forget_apology()
        self._fill(self._welcome)

    def show_scene(self, scene: Any) -> None:
        """Show the scene's page, head, dock and overlay; only what changed is built anew."""
        from ui.presenters.frame import derive_frame
        from ui.presenters.overlays import derive_overlay

        self._forget_technician()
        screen = scene.session.at.screen
        module, _name = PAGES[screen]
        derive = getattr(importlib.import_module(f"ui.presenters.{module}"), f"derive_{module}")
        frame = self._framed()
        frame.show_frame(derive_frame(scene))
        self._show_page(screen, scene.session.at.subject, derive(scene))
        if not frame.isVisibleTo(self):
            frame.show()
        self._forget_welcome()
        self._forget_apology()
        self._fill(frame)
        self._show_overlay(derive_overlay(scene))

    def show_technician(self, view: Any) -> None:
        """Show a technician's page; of the citizen's screens nothing is left below it."""
        if self._technician is None:
            from ui.technician.frame import TechnicianFrame

            self._technician = TechnicianFrame(self.theme, self._stage, self._guard)
            self._technician.acted.connect(self.technician_acted)
            self._guard.screen_changed()
            self._forget_welcome()
            self._forget_page()
            self._forget_apology()
        self._technician.show_view(view)
        self._fill(self._technician)

    def measure(self, diagonal_in: float) -> None:
        """Draw the technician's pages from now on for a screen of another diagonal, in inches."""
        theme = theme_for(*self._stage_size(self.width(), self.height()), diagonal_in)
        if theme.px_per_mm != self.theme.px_per_mm:
            self.theme = theme
            self._forget_technician()

    def show_apology(self, title: str, text: str, icon: str = "warning") -> None:
        """Show that the machine cannot give numbers, until something else is shown."""
        from ui.screens.apology import ApologyScreen

        self._forget_technician()
        if self._apologised == (title, text, icon):
            return
        self._forget_welcome()
        self._forget_page()
        self._forget_apology()
        self._apology = ApologyScreen(self.theme, title, text, self._stage, icon=icon)
        self._apologised = title, text, icon
        self._fill(self._apology)

    def forget(self) -> None:
        """Clear both clipboards; pages are gone with their session."""
        _clear_clipboards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the portrait stage in the middle of whatever screen there is."""
        width, height = self._stage_size(self.width(), self.height())
        if self._turned is not None:
            self._turned.place(self.size(), QSize(width, height))
        else:
            left, top = (self.width() - width) // 2, (self.height() - height) // 2
            self._stage.setGeometry(left, top, width, height)
        stage = (self._welcome, self._frame, self._apology, self._technician, self._overlay)
        for child in stage:
            if child is not None:
                child.setGeometry(self._stage.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies beside the stage."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("primary_pressed"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Fill the screen again, whoever made the window small."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.fills_screen:
            QTimer.singleShot(0, self._fill_screen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open unless the application itself ends."""
        event.setAccepted(self.may_close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice every touch and key of the application, and the five taps into the corner."""
        if leads_out(event):
            return True
        if event.type() in _TOUCHES:
            self._stage.window().setProperty(BY_KEYBOARD, event.type() == QEvent.Type.KeyPress)
            self.touched.emit()
        if ends_five_taps(self._corner, event, self._stage, self.theme.mm(CORNER_MM)):
            self.called.emit()
        return False

    def _stage_size(self, width: int, height: int) -> tuple[int, int]:
        return _portrait(height, width) if self._on_its_side else _portrait(width, height)

    def _fill_screen(self) -> None:
        if self.fills_screen and not self.isFullScreen():
            self.showFullScreen()

    def _framed(self) -> Any:
        if self._frame is None:
            from ui.screens.frame import CitizenFrame

            self._frame = CitizenFrame(self.theme, self._stage)
            self._frame.acted.connect(self._on_screen_acted)
        return self._frame

    def _show_page(self, screen: Screen, subject: str, view: Any) -> None:
        shown_screen, shown_subject, shown_view = self._shown
        if (shown_screen, shown_view) == (screen, view):
            return
        same = (shown_screen, shown_subject) == (screen, subject)
        page = self._frame.page
        if same and screen in _IN_PLACE and _same_but_live(shown_view, view):
            page.show_view(view)
        else:
            module, name = PAGES[screen]
            kind = getattr(importlib.import_module(f"ui.screens.{module}"), name)
            self._frame.show_page(kind(self.theme, view, self._frame))
            self._guard.screen_changed(same=same)
        self._shown = (screen, subject, view)

    def _show_overlay(self, view: Any) -> None:
        if view == self._overlaid:
            return
        if _counts_down(self._overlaid, view):
            self._overlay.show_text(view.text)
            self._overlaid = view
            return
        if self._overlay is not None:
            self._overlay.hide()
            self._overlay.deleteLater()
            self._overlay = None
        self._overlaid = view
        if view is not None:
            self._overlay = self._built_overlay(view)
        # Also when it goes: the second half of a double tap must not hit what lay below.
        self._guard.screen_changed()

    def _built_overlay(self, view: Any) -> Any:
        from ui.widgets.overlay_card import OverlayCard

        card = OverlayCard(self.theme, view.icon, view.title, view.text, self._stage)
        for button in view.buttons:
            widget = card.add_button(button.name, button.text, primary=button.primary)
            widget.meaning = button.event
            widget.clicked.connect(self._on_overlay_clicked)
        card.show()
        card.raise_()
        return card

    def _fill(self, child: QWidget) -> None:
        child.setGeometry(self._stage.rect())
        child.show()
        if self._overlay is not None:
            self._overlay.raise_()

    def _forget_page(self) -> None:
        if self._frame is not None:
            self._frame.hide()
            self._frame.clear_page()
        self._shown = (None, "", None)
        self._show_overlay(None)

    def _forget_technician(self) -> None:
        if self._technician is not None:
            self._technician.hide()
            self._technician.deleteLater()
            self._technician = None
            self._guard.screen_changed()

    def _forget_apology(self) -> None:
        _take_away(self._apology)
        self._apology, self._apologised = None, None

    def _forget_welcome(self) -> None:
        _take_away(self._welcome)
        self._welcome, self._welcomed = None, None

    def _on_overlay_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self._on_screen_acted(sender.meaning)

    def _on_screen_acted(self, event: object) -> None:
        if self._guard.lets(event):
            self.acted.emit(event)


def _take_away(child: QWidget | None) -> None:
    if child is not None:
        child.hide()
        child.deleteLater()


def _turned(stage: QWidget, rotation: int, shell: Shell) -> Any:
    from ui.turned_stage import TurnedStage  # Most screens stand upright.

    return TurnedStage(stage, rotation, shell.theme.colour("primary_pressed"), shell)


def _clear_clipboards() -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(clipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(clipboard.Mode.Selection)


def _counts_down(shown: Any, view: Any) -> bool:
    """Whether an overlay differs from the shown one in its text only."""
    if shown is None or view is None:
        return False
    return replace(shown, text=view.text) == view


def _portrait(width: int, height: int) -> tuple[int, int]:
    """Return the largest portrait stage of the design's shape within a screen."""
    wide, high = DESIGN_SIZE
    scale = min(width / wide, height / high)
    return round(wide * scale), round(high * scale)


def _timeless(view: WelcomeView) -> tuple[object, ...]:
    return (view.languages, view.welcome, view.opening, view.head.place)


def _same_but_live(shown: Any, view: Any) -> bool:
    """Whether two views of one screen differ only in what changes in place."""
    if hasattr(view, "query"):
        return (shown.hint, shown.keys) == (view.hint, view.keys)
    live = {name: getattr(view, name) for name in view.LIVE}
    same_buttons = [b.name for b in shown.buttons] == [b.name for b in view.buttons]
    return same_buttons and replace(shown, **live) == view
