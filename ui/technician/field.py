"""A setting's line: title, value, where it comes from, what is wrong; a touch opens it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.presenters.technician.parts import Field, Pressed
from ui.technician.fault_line import FaultLine
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.long_label import LongLabel
from ui.widgets.touchable import Touchable

HEIGHT_MM = 24.5
MARK_MM = 9.5


class FieldView(PartView):
    """A card with a pencil where the value can be changed."""

    def __init__(self, theme: Theme, part: Field, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(theme, parent)
        self._part = part
        box: QWidget
        if part.pressable:
            box = Touchable(theme, part.name, _words(part), self)
            box.edge = "error_border" if part.fault else "border"
            self.bind(box, Pressed(part.name))
        else:
            box = Boxed(theme, self, fill="later", edge="faint_border")
            box.setObjectName(part.name)
            box.setAccessibleName(_words(part))
        self._box = box
        column(theme, self).addWidget(box)
        box.setMinimumHeight(theme.mm(HEIGHT_MM))
        layout = row(theme, box, 0, 4)
        layout.setContentsMargins(theme.mm(6), theme.mm(2), theme.mm(5), theme.mm(2))
        layout.addLayout(self._texts(part, box), 1)
        if part.pressable:
            layout.addWidget(
                IconBox(theme, "pencil-simple", MARK_MM, box, ground="", weight="bold")
            )

    def takes(self, part: Field) -> bool:
        """Change the words in place."""
        still = replace(self._part, title=part.title, value=part.value, note=part.note)
        if part != still or bool(part.note) != bool(self._part.note):
            return False
        self._part = part
        self._title.setText(part.title)
        self._value.setText(part.value)
        self._note.setText(part.note)
        self._box.setAccessibleName(_words(part))
        return True

    def _texts(self, part: Field, box: QWidget) -> QVBoxLayout:
        theme = self.theme
        ink = "muted" if part.pressable else "ink"
        texts = column(theme, None, 0, 0)
        texts.addStretch(1)
        self._title = LongLabel(theme, part.title, "small", ink, box)
        self._value = LongLabel(theme, part.value, "label", "ink", box)
        self._note = LongLabel(theme, part.note, "small", ink, box)
        self._note.setVisible(bool(part.note))
        for label in (self._title, self._value, self._note):
            texts.addWidget(label)
        texts.addWidget(FaultLine(theme, part.fault, box))
        texts.addStretch(1)
        return texts


def _words(part: Field) -> str:
    told = (part.title, part.value, part.note, part.fault)
    return " · ".join(words for words in told if words)
