"""A document to bring: icon, name, what of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel


class DocumentRow(Boxed):
    """One line of a document list."""

    def __init__(
        self, theme: Theme, title: str, detail: str, icon: str, parent: QWidget | None = None
    ) -> None:
        """Show ``title`` with ``detail`` below."""
        super().__init__(theme, parent)
        self.setMinimumHeight(theme.mm(26))
        layout = row(theme, self, 0, 5)
        layout.setContentsMargins(theme.mm(6), theme.mm(2), theme.mm(5), theme.mm(2))
        layout.addWidget(IconBox(theme, icon, 20.0, self))
        texts = column(theme, None, 0, 0.5)
        texts.addStretch(1)
        texts.addWidget(PlainLabel(theme, title, "label", "ink", self))
        if detail:
            texts.addWidget(PlainLabel(theme, detail, "small", "muted", self))
        texts.addStretch(1)
        layout.addLayout(texts, 1)
