"""A further number of a visit: label, service, where to go."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, row
from ui.widgets.number_label import NumberLabel
from ui.widgets.plain_label import PlainLabel

NUMBER_MM = 52
"""Width of the number, in millimetres of the glass."""


class TicketRow(Boxed):
    """One row; ``narrow`` rows stand in two columns, with the label above."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        title: str,
        detail: str,
        parent: QWidget | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        """Show ``label`` with ``title`` and ``detail``."""
        super().__init__(theme, parent, edge="border", edge_mm=0.5)
        self.setMinimumHeight(theme.mm(27))
        number = NumberLabel(theme, label, "ticket_small", "primary", NUMBER_MM, self)
        texts = column(theme, None, 0, 0.5)
        if narrow:
            texts.setContentsMargins(theme.mm(6), theme.mm(3), theme.mm(4), theme.mm(3))
            texts.addWidget(number)
            self.setLayout(texts)
        else:
            layout = row(theme, self, 0, 5)
            layout.setContentsMargins(theme.mm(7), theme.mm(3), theme.mm(5), theme.mm(3))
            number.setFixedWidth(theme.mm(NUMBER_MM))
            layout.addWidget(number)
            layout.addLayout(texts, 1)
            texts.addStretch(1)
        texts.addWidget(
            PlainLabel(theme, title, "label" if not narrow else "small_bold", "ink", self)
        )
        texts.addWidget(PlainLabel(theme, detail, "small", "muted", self))
        texts.addStretch(1)
