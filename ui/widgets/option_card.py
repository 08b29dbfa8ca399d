"""One of several options of which one holds: icon, words, a mark where it is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.touchable import Touchable


class OptionCard(Touchable):
    """A choice of the special-help screen."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        icon: str,
        parent: QWidget | None = None,
        *,
        selected: bool,
    ) -> None:
        """Show ``text``; ``selected`` is what the screen reader calls checked."""
        super().__init__(theme, name, text, parent)
        self.setCheckable(True)
        self.setChecked(selected)
        self.edge = "primary" if selected else "border"
        self.edge_mm = 0.9 if selected else 0.5
        self.setMinimumHeight(theme.mm(34))
        layout = row(theme, self, 6, 5)
        layout.addWidget(IconBox(theme, icon, 14, self, ground=""))
        layout.addWidget(PlainLabel(theme, text, "label", "ink", self), 1)
        if selected:
            layout.addWidget(IconBox(theme, "check-circle", 11, self, ground="", weight="fill"))
