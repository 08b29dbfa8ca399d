"""All numbers of a visit on one card, to be photographed: the first large, the QR, the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, grid, row
from ui.widgets.number_label import NumberLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.qr_view import QrView

QR_MM = 72.0
LABEL_ROOM_MM = 142.0
FURTHER_ROOM_MM = 46.0
"""Of half a card's width; what is left is for where to go."""

RULE_MM = 0.6


class NumbersCard(Boxed):
    """Everything a slip says of where to go; ``add_numbers`` adds what follows the first."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        where: str,
        modules: Sequence[Sequence[bool]],
        code: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show the first ``label`` over ``where``, and the QR over its ``code``."""
        super().__init__(theme, parent, edge="ink", edge_mm=0.9)
        self._layout = column(theme, self, 0, 5)
        self._layout.setContentsMargins(theme.mm(10), theme.mm(6), theme.mm(10), theme.mm(8))
        top = row(theme, None, 0, 4)
        texts = column(theme, None, 0, 0)
        texts.addStretch(1)
        number = NumberLabel(theme, label, "ticket", "ink", LABEL_ROOM_MM, self)
        number.setObjectName("first_label")
        texts.addWidget(number)
        texts.addWidget(PlainLabel(theme, where, "label", "ink", self))
        texts.addStretch(1)
        top.addLayout(texts, 1)
        top.addLayout(self._coded(modules, code))
        self._layout.addLayout(top)

    def add_numbers(self, numbers: Sequence[tuple[str, str]]) -> None:
        """Add further numbers with their places below a rule, in two columns."""
        self._layout.addWidget(_Rule(self.theme, self))
        lines = grid(self.theme, None, 4 if len(numbers) <= 6 else 2.5, 2)
        lines.setHorizontalSpacing(self.theme.mm(6))
        for number, (label, place) in enumerate(numbers):
            lines.addLayout(self._number(label, place), number // 2, number % 2)
        self._layout.addLayout(lines)

    def _number(self, label: str, place: str) -> QBoxLayout:
        line = row(self.theme, None, 0, 3.5)
        number = NumberLabel(self.theme, label, "ticket_small", "ink", FURTHER_ROOM_MM, self)
        number.setFixedWidth(number.sizeHint().width())
        line.addWidget(number)
        line.addWidget(PlainLabel(self.theme, place, "small", "ink", self), 1)
        return line

    def _coded(self, modules: Sequence[Sequence[bool]], code: str) -> QBoxLayout:
        beside = column(self.theme, None, 0, 0)
        beside.addWidget(QrView(self.theme, modules, QR_MM, self))
        words = PlainLabel(self.theme, code, "badge", "ink", self, centred=True)
        words.setObjectName("code")
        words.setWordWrap(False)
        beside.addWidget(words)
        beside.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return beside


class _Rule(QWidget):
    """A thin line across."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(max(1, theme.mm(RULE_MM)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ink"))
        painter.end()
