"""Rincian: the parts of the service standard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.details import DetailsView, Part
from ui.screens.citizen_screen import CitizenScreen
from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel


class DetailsScreen(CitizenScreen):
    """One page of parts."""

    def __init__(self, theme: Theme, view: DetailsView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self.add_heading(view.heading)
        for part in view.parts:
            self.page.addWidget(self._part(part))
        self.page.addStretch(1)
        for notice in view.notices:
            self.add_notice(notice)
        self.add_pager(view.pages)

    def _part(self, part: Part) -> Boxed:
        box = Boxed(self.theme, self)
        layout = row(self.theme, box, 5, 5)
        icon = column(self.theme, None)
        icon.addWidget(IconBox(self.theme, part.icon, 12, box, ground="", weight="bold"))
        icon.addStretch(1)
        layout.addLayout(icon)
        texts = column(self.theme, None, 0, 1.2)
        texts.addWidget(PlainLabel(self.theme, part.title, "label", "ink", box))
        for line in part.lines:
            texts.addWidget(PlainLabel(self.theme, line, "small", "ink", box))
        layout.addLayout(texts, 1)
        return box
