"""A fact: icon and caption, with the value large below."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel

_LONG = 12


class FactCard(Boxed):
    """Fee, completion time or counter of a service."""

    def __init__(
        self, theme: Theme, caption: str, value: str, icon: str, parent: QWidget | None = None
    ) -> None:
        """Show ``value`` under ``caption``; a long value is set smaller, not cut."""
        super().__init__(theme, parent)
        layout = column(theme, self, 5, 1.5)
        head = row(theme, None, 0, 2.5)
        head.addWidget(IconBox(theme, icon, 9, self, ground="", colour="ink", weight="bold"))
        head.addWidget(PlainLabel(theme, caption, "body", "muted", self), 1)
        layout.addLayout(head)
        role = "body_bold" if len(value) > _LONG else "price"
        layout.addWidget(PlainLabel(theme, value, role, "ink", self))
        layout.addStretch(1)
