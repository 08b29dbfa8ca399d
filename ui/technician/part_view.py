"""What every part of a technician's page is on the glass: it shows itself and reports touches."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Pressed
from ui.theme.theme import Theme
from ui.widgets.touchable import Touchable


class PartView(QWidget):
    """Shows one part. ``acted`` carries what was touched, ``typed`` what a key wrote.

    They are told apart because a key may be struck twice within half a second and mean it.
    """

    acted = Signal(object)
    typed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty part; it fills itself from its part of the view."""
        super().__init__(parent)
        self.theme = theme

    def takes(self, part: Any) -> bool:
        """Show another state of the same part in place, so that no touch on it is lost.

        False where this cannot be done; then the part is built anew.
        """
        raise NotImplementedError

    def bind(self, touchable: Touchable, pressed: Pressed) -> None:
        """Let a touch report ``pressed``."""
        touchable.meaning = pressed
        touchable.clicked.connect(self._on_touchable_clicked)

    def _on_touchable_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self.acted.emit(sender.meaning)
