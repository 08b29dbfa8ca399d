"""A text being typed, with its keys below.

The text is painted by us: no field of Qt's keeps it in an undo history or a clipboard for whoever
comes next.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Entry, Pressed
from ui.technician.fault_line import FaultLine
from ui.technician.part_view import PartView
from ui.technician.typing_keys import TypingKeys
from ui.theme.painting import Face, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE
from ui.widgets.layouts import column
from ui.widgets.long_label import LongLabel

HEIGHT_MM = 24.0
_SIDE_MM = 6.0
_CARET_MM = (1.0, 11.0)


class EntryView(PartView):
    """Title, the text with its caret, hint and fault, and the keys at the foot of the page."""

    def __init__(self, theme: Theme, part: Entry, parent: QWidget | None = None) -> None:
        """Build field and keys."""
        super().__init__(theme, parent)
        self._part = part
        layout = column(theme, self)
        above = column(theme, None, 0, 2.0)
        above.setContentsMargins(theme.mm(EDGE), 0, theme.mm(EDGE), 0)
        self._title = LongLabel(theme, part.title, "label", "ink", self)
        self._line = TypedLine(theme, part, self)
        self._hint = LongLabel(theme, part.hint, "small", "muted", self)
        self._hint.setVisible(bool(part.hint))
        self._fault = FaultLine(theme, part.fault, self)
        for widget in (self._title, self._line, self._fault, self._hint):
            above.addWidget(widget)
        layout.addLayout(above)
        layout.addStretch(1)
        self._keys = TypingKeys(theme, part.keys, self)
        self._keys.typed.connect(self._on_keys_typed)
        self._keys.erased.connect(self._on_keys_erased)
        self._keys.cleared.connect(self._on_keys_cleared)
        layout.addWidget(self._keys)

    def takes(self, part: Entry) -> bool:
        """Show what is typed, hint and fault in place."""
        old = self._part
        if (old.name, old.keys) != (part.name, part.keys):
            return False
        self._part = part
        self._title.setText(part.title)
        self._line.show_entry(part)
        self._hint.setText(part.hint)
        self._hint.setVisible(bool(part.hint))
        self._fault.show_fault(part.fault)
        return True

    def _write(self, text: str) -> None:
        # Kept at once, so that the next key adds to it even before the view has come round.
        self._part = replace(self._part, text=text)
        self.typed.emit(Pressed(self._part.name, text))

    def _on_keys_typed(self, sign: str) -> None:
        if len(self._part.text) < self._part.most:
            self._write(self._part.text + sign)

    def _on_keys_erased(self) -> None:
        if self._part.text:
            self._write(self._part.text[:-1])

    def _on_keys_cleared(self) -> None:
        if self._part.text:
            self._write("")


class TypedLine(QWidget):
    """The line that shows what was typed; its beginning scrolls out where it is too long."""

    def __init__(self, theme: Theme, part: Entry, parent: QWidget) -> None:
        """Show an entry's text."""
        super().__init__(parent)
        self._theme = theme
        self._text = part.text
        self._edge = "primary"
        self.setFont(theme.font("field"))
        self.setFixedHeight(theme.mm(HEIGHT_MM))
        self.show_entry(part)

    def show_entry(self, part: Entry) -> None:
        """Show another text."""
        self._text = part.text
        self._edge = "error_border" if part.fault else "primary"
        self.setAccessibleName(f"{part.title}: {part.text}")
        self.update()

    def text(self) -> str:
        """Return what is shown as typed."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the end of the text, and the caret behind it."""
        theme = self._theme
        painter = QPainter(self)
        rounded_box(painter, theme, self.rect().toRectF(), Face("card", self._edge, 0.9))
        side = theme.mm(_SIDE_MM)
        area = QRect(side, 0, self.width() - 2 * side, self.height())
        shown = self._end_of_text(area.width())
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        wide, high = (theme.mm(length) for length in _CARET_MM)
        caret = area.left() + QFontMetrics(self.font()).horizontalAdvance(shown) + wide // 2
        painter.fillRect(caret, (self.height() - high) // 2, wide, high, theme.colour("primary"))
        painter.end()

    def _end_of_text(self, room: int) -> str:
        metrics = QFontMetrics(self.font())
        start = len(self._text)
        while start and metrics.horizontalAdvance(self._text[start - 1 :]) <= room:
            start -= 1
        return self._text[start:]
