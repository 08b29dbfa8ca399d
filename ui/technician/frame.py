"""The frame of the technician's screens: the dark head above, one page, at times a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import TechnicianView
from ui.tap_guard import TapGuard
from ui.theme.theme import Theme


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
        self._theme = theme
        self._guard = guard

    def show_view(self, view: TechnicianView) -> None:
        """Show a view; only what changed is touched."""
        raise NotImplementedError
