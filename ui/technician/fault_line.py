"""What is wrong with a value: an icon and the words, in the colour of faults."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import row
from ui.widgets.long_label import LongLabel

ICON_MM = 7.5


class FaultLine(QWidget):
    """One line of fault; hidden while there is none."""

    def __init__(self, theme: Theme, fault: str, parent: QWidget) -> None:
        """Show ``fault``, or nothing where it is empty."""
        super().__init__(parent)
        layout = row(theme, self, 0, 2)
        mark = IconBox(
            theme, "x-circle", ICON_MM, self, colour="on_error", ground="", weight="fill"
        )
        layout.addWidget(mark)
        self._words = LongLabel(theme, fault, "small_bold", "on_error", self)
        layout.addWidget(self._words, 1)
        self.show_fault(fault)

    def show_fault(self, fault: str) -> None:
        """Show another fault, or none."""
        self._words.setText(fault)
        self.setVisible(bool(fault))
