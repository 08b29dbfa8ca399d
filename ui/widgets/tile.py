"""A tile: icon over title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column
from ui.widgets.plain_label import PlainLabel
from ui.widgets.touchable import Touchable


class Tile(Touchable):
    """The square card of the first screen's life events."""

    def __init__(
        self, theme: Theme, name: str, title: str, icon: str, parent: QWidget | None = None
    ) -> None:
        """Show ``icon`` over ``title``."""
        super().__init__(theme, name, title, parent)
        self.setMinimumHeight(theme.mm(52))
        layout = column(theme, self, 6, 3)
        layout.addWidget(IconBox(theme, icon, 21.0, self), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(PlainLabel(theme, title, "label", "ink", self))
        layout.addStretch(1)
