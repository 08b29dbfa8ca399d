"""Pages: one button a page, or Sebelumnya and Berikutnya where there are many."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.layouts import row

MOST_NUMBERS = 6


class Pager(QWidget):
    """Signals the page that was chosen, counted from 0."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, page: int, pages: int, parent: QWidget | None = None) -> None:
        """Show ``pages`` buttons (at most six around the present one) with ``page`` marked."""
        super().__init__(parent)
        layout = row(theme, self, 0, 5)
        first = max(0, min(page - MOST_NUMBERS // 2, pages - MOST_NUMBERS))
        for number in range(first, min(first + MOST_NUMBERS, pages)):
            look = "primary" if number == page else "secondary"
            button = ActionButton(theme, f"page_{number}", str(number + 1), look=look, parent=self)
            button.setMinimumHeight(theme.mm(24))
            button.setMaximumHeight(theme.mm(24))
            button.setCheckable(True)
            button.setChecked(number == page)
            button.setProperty("page", number)
            button.clicked.connect(self._on_button_clicked)
            layout.addWidget(button)

    def _on_button_clicked(self) -> None:
        self.page_chosen.emit(self.sender().property("page"))
