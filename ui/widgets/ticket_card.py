"""The first number of a visit, large, with the QR of the whole visit beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, row
from ui.widgets.number_label import NumberLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.qr_view import QrView

QR_MM = 72.0
LABEL_ROOM_MM = 146.0


class TicketCard(Boxed):
    """Says where to go first; the label is as large as it fits."""

    def __init__(
        self,
        theme: Theme,
        where: str,
        label: str,
        detail: str,
        modules: Sequence[Sequence[bool]],
        parent: QWidget | None = None,
    ) -> None:
        """Show ``label`` between ``where`` and ``detail``, the QR at the right."""
        super().__init__(theme, parent, edge="primary", edge_mm=0.9)
        layout = row(theme, self, 0, 4)
        layout.setContentsMargins(theme.mm(10), theme.mm(6), theme.mm(6), theme.mm(6))
        texts = column(theme, None, 0, 0)
        texts.addWidget(PlainLabel(theme, where, "label", "ink", self))
        number = NumberLabel(theme, label, "ticket", "primary", LABEL_ROOM_MM, self)
        number.setObjectName("first_label")
        texts.addWidget(number)
        texts.addWidget(PlainLabel(theme, detail, "body", "ink", self))
        layout.addLayout(texts, 1)
        layout.addWidget(QrView(theme, modules, QR_MM, self), 0, Qt.AlignmentFlag.AlignVCenter)
