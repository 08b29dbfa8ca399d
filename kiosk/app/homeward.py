"""The way home: calls from any thread run on the GUI thread, in order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Homeward(QObject):
    """Belongs to the thread that makes it; ``deliver`` may be called from any."""

    _called = Signal(object)

    def __init__(self) -> None:
        """Stay on this thread."""
        super().__init__()
        self._called.connect(self._on_called)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` run here."""
        self._called.emit(call)

    def _on_called(self, call: Callable[[], None]) -> None:
        call()
