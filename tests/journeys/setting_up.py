"""A technician before a terminal that nobody has set up, who has nothing but a finger."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.app.first_start.window import FirstStartWindow
from kiosk.clock import Clock
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.ui.glass import Sight
from ui.shell import Shell
from ui.technician.screen_test import ScreenTestView
from ui.technician.touch_test import TouchTestView
from ui.theme.theme import DESIGN_SIZE


class FirstStart:
    """A running first start on a folder."""

    def __init__(
        self, folder: Path, clock: Clock, size: tuple[int, int] = DESIGN_SIZE, dead_ms: int = 0
    ) -> None:
        self.folder, self.clock = folder, clock
        self.window = FirstStartWindow(folder, clock, size, dead_ms=dead_ms)
        self.window.open(full_screen=False)
        self.gave_way = False
        self.settle()

    @property
    def shell(self) -> Shell:
        """The shell, which is another one once the picture was turned."""
        return self.window.shell

    @property
    def sight(self) -> Sight:
        return Sight(self.shell)

    @property
    def step(self) -> str:
        return self.window.wizard.progress.step

    def touch(self, *names: str) -> None:
        """Touch one after the other, as soon as it is there and can be touched."""
        for name in names:
            turn_until(lambda name=name: self._is_ready(name))
            if isinstance(self.clock, FakeClock):
                self.clock.advance(1)
            click(self.sight.find(name))
            self.settle()

    def type(self, text: str) -> None:
        """Type on the keys of the glass; a capital needs the key for capitals before and after."""
        for letter in text:
            if letter.isupper() and self.sight.thing(f"key_{letter}") is None:
                self.touch("key_capitals", f"key_{letter.lower()}", "key_capitals")
            else:
                self.touch("key_space" if letter == " " else f"key_{letter}")

    def wait_for(self, words: str) -> None:
        turn_until(lambda: self.sight.says(words))
        self.settle()

    def reach(self, step: str) -> None:
        """Wait until a step stands there."""
        turn_until(lambda: self.step == step)
        self.settle()

    def skip(self, *steps: str) -> None:
        """Skip the steps up to the one that is named last, which is then shown."""
        for step in steps:
            self.touch("skip", "skip_yes")
            self.reach(step)

    def hit_targets(self, dx_mm: float = 1.0, *, until: int = 5) -> None:
        """Touch the targets of the touch test, each a little beside its middle."""
        for number in range(1, until + 1):
            self.wait_for(f"{number} dari 5")
            (view,) = visible(self.shell, TouchTestView)
            across, along = view._part.at
            shift = round(dx_mm * self.shell.theme.px_per_mm)
            point = QPoint(round(across * view.width()) + shift, round(along * view.height()))
            if isinstance(self.clock, FakeClock):
                self.clock.advance(1)
            click(view, point)
            self.settle()

    def see_picture(self) -> None:
        """Look at the test picture and end it with a touch anywhere."""
        (view,) = visible(self.shell, ScreenTestView)
        click(view, QPoint(40, 40))
        self.settle()

    def texts(self) -> list[str]:
        return [label.text() for label in self.shell.findChildren(QLabel) if label.isVisible()]

    def settle(self) -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def give_way(self) -> None:
        """Let the kiosk come."""
        if not self.gave_way:
            self.gave_way = True
            self.window.give_way()

    def close(self) -> None:
        self.give_way()
        self.window.close()
        self.settle()

    def _is_ready(self, name: str) -> bool:
        thing = self.sight.thing(name)
        return thing is not None and thing.isEnabled()


V = TypeVar("V", bound=QWidget)


def visible(root: QWidget, kind: type[V]) -> list[V]:
    """Return what stands on the glass of a kind."""
    return [part for part in root.findChildren(kind) if part.isVisible()]


def click(widget: QWidget, point: QPoint | None = None) -> None:
    """Touch a widget, in its middle where no point is named."""
    at = point or QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
