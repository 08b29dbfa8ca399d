"""A row that says how one thing stands; a pressable one opens more about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Pressed, StatusRow
from ui.technician.part_view import PartView
from ui.technician.signs import STATES, StateSign
from ui.theme.theme import Theme
from ui.widgets.boxed import Boxed
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.long_label import LongLabel
from ui.widgets.touchable import Touchable

HEIGHT_MM = 24.5
ICON_MM = 18.0
CARET_MM = 9.0


class StatusRowView(PartView):
    """Icon, title, one line, the state's sign, and a caret where it opens."""

    def __init__(self, theme: Theme, part: StatusRow, parent: QWidget | None = None) -> None:
        """Build the row."""
        super().__init__(theme, parent)
        self._part = part
        box: QWidget
        if part.pressable:
            box = Touchable(theme, part.name, _words(part), self)
            self.bind(box, Pressed(part.name))
        else:
            box = Boxed(theme, self)
            box.setObjectName(part.name)
            box.setAccessibleName(_words(part))
        self._box = box
        column(theme, self).addWidget(box)
        box.setMinimumHeight(theme.mm(HEIGHT_MM))
        layout = row(theme, box, 0, 4.5)
        layout.setContentsMargins(theme.mm(5), theme.mm(2), theme.mm(3.5), theme.mm(2))
        if part.icon:
            ink, ground = _colours(part)
            mark = IconBox(theme, part.icon, ICON_MM, box, colour=ink, ground=ground)
            layout.addWidget(mark)
        texts = column(theme, None, 0, 0)
        texts.addStretch(1)
        self._title = LongLabel(theme, part.title, "label", "ink", box)
        self._detail = LongLabel(theme, part.detail, "small", "muted", box)
        self._detail.setVisible(bool(part.detail))
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        if part.state is not None:
            layout.addWidget(StateSign(theme, part.state, box))
        if part.pressable:
            caret = IconBox(theme, "caret-right", CARET_MM, box, ground="", weight="bold")
            layout.addWidget(caret)
        elif part.state is not None:  # So that the signs of all rows stand below each other.
            layout.addSpacing(theme.mm(CARET_MM) + layout.spacing())

    def takes(self, part: StatusRow) -> bool:
        """Change the words in place where icon and state are the same."""
        if replace(part, title="", detail="") != replace(self._part, title="", detail=""):
            return False
        self._part = part
        self._title.setText(part.title)
        self._detail.setText(part.detail)
        self._detail.setVisible(bool(part.detail))
        self._box.setAccessibleName(_words(part))
        return True


def _words(part: StatusRow) -> str:
    sign = STATES[part.state].word if part.state is not None else ""
    return " · ".join(words for words in (part.title, part.detail, sign) if words)


def _colours(part: StatusRow) -> tuple[str, str]:
    if part.state in {"warn", "fail"}:
        sign = STATES[part.state]
        return sign.ink, sign.ground
    return "primary", "soft"
