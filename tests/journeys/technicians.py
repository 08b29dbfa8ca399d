"""A technician before the real kiosk, who has nothing but a finger."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app.foundation import lay_for_the_glass
from kiosk.app.window import KioskWindow
from kiosk.technicians.people import NewPin
from kiosk.technicians.register import Register
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.technicians.machines import CHEAP
from tests.ui.glass import Sight, faults
from ui.corner_taps import CORNER_MM
from ui.theme.theme import DESIGN_SIZE
from ui.widgets.touchable import Touchable


class Kiosk:
    """A running kiosk on a folder, with whoever stands before it."""

    def __init__(self, folder: Path, clock: FakeClock, size: tuple[int, int] = DESIGN_SIZE) -> None:
        self.folder, self.clock = folder, clock
        self.register = Register(folder, clock.mono_ms, cost=CHEAP)
        self.window = KioskWindow(lay_for_the_glass(folder, clock), size, dead_ms=0)
        self.shell = self.window.shell
        self.window.open(full_screen=False)
        self.sight = Sight(self.shell)
        self.closed = False

    def begin(self) -> Kiosk:
        """Wait until the kiosk is ready."""
        turn_until(lambda: self.window.conductor is not None or self.window.failed is not None)
        self.settle()
        return self

    def add(self, name: str) -> NewPin:
        return self.register.add(name)

    def tap_corner(self, times: int = 5, at_mm: tuple[float, float] = (6.0, 6.0)) -> None:
        """Tap a spot of the glass, as many millimetres from the stage's upper left corner."""
        theme = self.shell.theme
        for _tap in range(times):
            self.clock.advance(0.3)
            stage = self.shell._stage
            point = stage.mapTo(self.shell, QPoint(theme.mm(at_mm[0]), theme.mm(at_mm[1])))
            hit = self.shell.childAt(point) or self.shell
            QTest.mouseClick(
                hit,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                hit.mapFrom(self.shell, point),
            )
            self.settle()

    def touch(self, *names: str) -> None:
        for name in names:
            self.clock.advance(1)
            thing = self.sight.find(name)
            middle = QPoint(thing.width() // 2, thing.height() // 2)
            button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(thing, button, no_key, middle)
            self.settle()

    def type(self, pin: str) -> None:
        """Type a PIN on the pad and wait for its answer."""
        for digit in pin:
            self.touch_key(digit)
        turn_until(lambda: not self.technician_busy)
        self.settle()

    def touch_key(self, digit: str) -> None:
        (key,) = [t for t in self.sight.things() if t.objectName() == f"pin_{digit}"]
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        self.clock.advance(0.1)

    def enter(self, pin: str) -> None:
        """Come in: five taps, the PIN."""
        self.tap_corner()
        self.wait_for("Masukkan PIN")
        self.type(pin)
        turn_until(lambda: self.sight.thing("tab_kondisi") is not None)

    def leave(self) -> None:
        """Touch the way out and wait for the citizen's first screen."""
        self.touch("leave")
        turn_until(lambda: not self.has_technician)
        self.settle()

    def wait_for(self, words: str) -> None:
        turn_until(lambda: self.sight.says(words))

    def wait(self, seconds: float) -> None:
        """Let nobody touch anything; the kiosk looks at its clock at the end."""
        self.clock.advance(seconds)
        self.window._on_timer_timeout()
        self.settle()

    @property
    def technician_busy(self) -> bool:
        technician = self.window.technician
        gate = technician._gate if technician is not None else None
        return gate is not None and gate.busy

    @property
    def has_technician(self) -> bool:
        """Whether the glass is a technician's."""
        return self.window.technician is not None and self.window.technician.is_open

    def faults(self) -> list[str]:
        """Return the faults of what is shown, once all of it has found its place."""
        found = faults(self.sight)
        if found:  # An answer may just have come, and been laid out by nobody yet.
            self.settle()
            found = faults(self.sight)
        return found

    def keys(self) -> list[Touchable]:
        return self.sight.things()

    def settle(self) -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def close(self) -> None:
        """End the kiosk; a second time does nothing."""
        if not self.closed:
            self.closed = True
            self.window.close()
            self.settle()


OUTSIDE = (CORNER_MM + 3.0, 6.0)
"""A spot just beside the corner, in millimetres."""
