"""A message within a page: tone, icon, title, text, and at most one button."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel

_TONES = {
    "info": ("card", "faint_border", "ink", "primary"),
    "later": ("later", "faint_border", "ink", "primary"),
    "success": ("soft", "soft_border", "on_soft", "primary"),
    "warning": ("warning", "warning_border", "on_warning", "on_warning"),
}


class NoticeBox(Boxed):
    """Says what matters now; ``button`` is None where nothing is to be touched."""

    def __init__(
        self,
        theme: Theme,
        tone: str,
        title: str,
        text: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show a message in a tone ("info", "later", "success", "warning")."""
        fill, edge, ink, icon_ink = _TONES[tone]
        super().__init__(theme, parent, fill=fill, edge=edge, edge_mm=0.5)
        self.button: ActionButton | None = None
        self._layout = row(theme, self, 0, 4.5)
        self._layout.setContentsMargins(theme.mm(6), theme.mm(4), theme.mm(6), theme.mm(4))
        weight = "fill" if icon in {"info", "warning"} else "duotone"
        mark = IconBox(theme, icon or "info", 14.5, self, colour=icon_ink, ground="", weight=weight)
        self._layout.addWidget(mark)
        texts = column(theme, None, 0, 0.5)
        texts.addStretch(1)
        texts.addWidget(PlainLabel(theme, title, "label", ink, self))
        if text:
            texts.addWidget(PlainLabel(theme, text, "small", ink, self))
        texts.addStretch(1)
        self._layout.addLayout(texts, 1)

    def add_button(self, name: str, text: str) -> ActionButton:
        """Add the message's one button and return it."""
        self.button = ActionButton(self.theme, name, text, parent=self)
        self.button.setFixedWidth(self.button.minimumWidth() + self.theme.mm(10))
        self._layout.addWidget(self.button)
        return self.button
