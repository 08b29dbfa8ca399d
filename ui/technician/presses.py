"""Buttons of a technician's page, alone or in columns."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.presenters.technician.parts import Press, Pressed, Presses
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.action_button import ActionButton
from ui.widgets.layouts import column, grid


class PressButton(ActionButton):
    """A button whose words and whose readiness change in place."""

    def __init__(self, theme: Theme, press: Press, parent: QWidget, height_mm: float) -> None:
        """Show ``press``, at least ``height_mm`` high."""
        super().__init__(theme, press.name, press.text, press.icon, press.look, parent)
        self._press = press
        self.meaning = Pressed(press.name)
        self.setMinimumHeight(theme.mm(height_mm))
        self.setEnabled(press.enabled)

    def takes(self, press: Press) -> bool:
        """Show another state of the same button; False where it is another one."""
        old = self._press
        if (old.name, old.icon, old.look) != (press.name, press.icon, press.look):
            return False
        self._press = press
        if press.text != old.text:
            self.setText(press.text)
            self.setAccessibleName(press.text)
            self.updateGeometry()
        self.setEnabled(press.enabled)
        return True


class PressesView(PartView):
    """Buttons in equally wide columns."""

    HEIGHT_MM = 25.5

    def __init__(self, theme: Theme, part: Presses, parent: QWidget | None = None) -> None:
        """Build the buttons."""
        super().__init__(theme, parent)
        self._columns = part.columns
        layout = grid(theme, None, GAP, part.columns)
        self._buttons = [self._button(press) for press in part.buttons]
        for number, button in enumerate(self._buttons):
            layout.addWidget(button, number // part.columns, number % part.columns)
        column(theme, self).addLayout(layout)

    def takes(self, part: Presses) -> bool:
        """Change words in place where the buttons are the same."""
        if (part.columns, len(part.buttons)) != (self._columns, len(self._buttons)):
            return False
        return all(map(PressButton.takes, self._buttons, part.buttons))

    def _button(self, press: Press) -> PressButton:
        button = PressButton(self.theme, press, self, self.HEIGHT_MM)
        self.bind(button, Pressed(press.name))
        return button


class FootView(PressesView):
    """The buttons at the foot of a page: side by side and as high as a main action."""

    HEIGHT_MM = 31.0

    def __init__(
        self, theme: Theme, buttons: tuple[Press, ...], parent: QWidget | None = None
    ) -> None:
        """Build the foot; four buttons and more stand in rows of two."""
        super().__init__(theme, Presses(buttons, self.columns_for(buttons)), parent)

    @staticmethod
    def columns_for(buttons: tuple[Press, ...]) -> int:
        """Return how many buttons of a foot stand side by side."""
        return max(1, len(buttons)) if len(buttons) <= 3 else 2
