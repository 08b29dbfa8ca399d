"""The first number of a visit, large, with the QR of the whole visit beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, row
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
        number = PlainLabel(theme, label, "ticket", "primary", self)
        number.setObjectName("first_label")
        number.setWordWrap(False)
        number.setFont(_fitting(theme.font("ticket"), label, theme.mm(LABEL_ROOM_MM)))
        texts.addWidget(number)
        texts.addWidget(PlainLabel(theme, detail, "body", "ink", self))
        layout.addLayout(texts, 1)
        layout.addWidget(QrView(theme, modules, QR_MM, self), 0, Qt.AlignmentFlag.AlignVCenter)


def _fitting(font: QFont, text: str, room: int) -> QFont:
    fitted = QFont(font)
    while QFontMetrics(fitted).horizontalAdvance(text) > room:
        fitted.setPixelSize(fitted.pixelSize() - 2)
    return fitted
