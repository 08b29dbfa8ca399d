"""The head of a page: icon, eyebrow, heading, one sentence, at most one button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel

LONGEST_LARGE = 26
"""Characters of a heading that is set large; beside a button fewer fit."""

LONGEST_BESIDE = 13


class PageHeading(QWidget):
    """Says where one is and what to do; a long heading is set smaller, not cut."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str = "",
        eyebrow: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        beside_button: bool = False,
    ) -> None:
        """Show the heading; ``beside_button`` keeps room for ``add_button``."""
        super().__init__(parent)
        self._theme = theme
        self._layout = row(theme, self, 0, 6)
        if icon:
            self._layout.addWidget(IconBox(theme, icon, 28, self))
        texts = column(theme, None, 0, 0.6)
        texts.addStretch(1)
        if eyebrow:
            texts.addWidget(PlainLabel(theme, eyebrow, "body_bold", "primary", self))
        longest = LONGEST_BESIDE if beside_button else LONGEST_LARGE
        role = "h1" if len(title) <= longest else "h2"
        texts.addWidget(PlainLabel(theme, title, role, "ink", self))
        if sentence:
            texts.addWidget(PlainLabel(theme, sentence, "body", "muted", self))
        texts.addStretch(1)
        self._layout.addLayout(texts, 1)

    def add_button(self, name: str, text: str, icon: str) -> ActionButton:
        """Add the heading's one button at the right and return it."""
        button = ActionButton(self._theme, name, text, icon, parent=self)
        button.setFixedWidth(button.minimumWidth() + self._theme.mm(6))
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button
