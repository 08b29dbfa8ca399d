"""A rehearsal: a whole visit through the real window by touches, with a picture of each step."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app.conductor import Conductor
from kiosk.app.paperwork import Printed
from kiosk.app.window import KioskWindow
from kiosk.errors import KioskError, NotPermitted, Refused
from kiosk.visits.issuing import Issued, KioskPaused
from kiosk.visits.session.events import Event
from kiosk.visits.session.state import Overlay
from ui.widgets.touchable import Touchable

PATIENCE_MS = 15_000
"""How long anything may take before the rehearsal gives up."""


class Rehearsal:
    """Touches the window as a visitor would. ``screenshots`` lists the pictures so far.

    ``timings_ms`` holds milliseconds: from the touch on "Ambil nomor" to the commit (``commit``)
    and to the number on the glass (``number``), from the commit to the finished PDF (``slip``) and
    to the first byte for the printer (``first_byte``), from the printer's last word to the glass
    (``told``).
    """

    def __init__(self, window: KioskWindow, out: Path | None) -> None:
        """Watch ``window``; pictures go into ``out`` (none are taken without it)."""
        self._window = window
        self._out = out
        self.screenshots: list[str] = []
        self.timings_ms: dict[str, float] = {}
        self.issued: Issued | None = None
        self.printed: Printed | None = None
        self._began = 0.0
        self._told_ms = 0.0

    @property
    def conductor(self) -> Conductor:
        """The conductor of the window, once it is ready."""
        conductor = self._window.conductor
        if conductor is None:
            raise LookupError("the kiosk is not ready yet")
        return conductor

    def begin(self, language: str) -> None:
        """Wait for the kiosk to be ready, choose the language, touch the first screen.

        Raises the error that kept the kiosk from getting ready, ``KioskPaused`` where staff have
        put it out of service.
        """
        self._wait(self._settled, "ready")
        if self._window.failed is not None:
            raise self._window.failed
        if self.conductor.paused:
            raise KioskPaused
        self.conductor.on_issued = self._on_issued
        self.conductor.on_printed = self._on_printed
        self.touch(f"language_{language}")
        self.picture("sambutan")
        self.touch("start")

    def touch(self, name: str) -> None:
        """Touch the visible thing called ``name`` in its middle, and let the screen follow."""
        widget = self._find(name)
        if widget is None:
            raise LookupError(f"there is no {name!r} to touch on {self.screen}")
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        self._began = time.perf_counter()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self._follow()

    def touch_on_some_page(self, name: str) -> None:
        """Touch ``name`` on this page or a later one."""
        page = 0
        while self._find(name) is None:
            page += 1
            self.touch(f"page_{page}")
        self.touch(name)

    def sees(self, name: str) -> bool:
        """Whether something called ``name`` can be touched now."""
        return self._find(name) is not None

    def say(self, event: Event) -> None:
        """Send an event that no single touch on this screen stands for."""
        self.conductor.handle(event)
        self._follow()

    def take_numbers(self) -> Issued:
        """Touch "Ambil nomor", wait for numbers and slip, and return what was issued.

        Raises ``Refused`` where the glass says that no number can be given.
        """
        self.issued, self.printed = None, None
        self.touch("take_number")
        if self.conductor.session.overlay is Overlay.PRINTER:
            self.picture("printer")
            self.touch("take_anyway")
        self._wait(self._answered, "a number")
        self.timings_ms["number"] = self._elapsed()
        if self.issued is None:
            notice = self.conductor.session.notice
            raise Refused(f"The kiosk gave no number ({notice}).", "Look at the last picture.")
        self._wait(self._papered, "the slip")
        self._follow()
        self.picture("tiket")
        if self.printed is not None:
            self.timings_ms["slip"] = self.printed.slip_ms
            left = self.printed.first_byte_at - self.conductor.committed_at
            self.timings_ms["first_byte"] = round(left * 1000, 3)
            self.timings_ms["told"] = self._told_ms
        return self.issued

    @property
    def screen(self) -> str:
        """The name of the screen that is shown."""
        return self.conductor.session.at.screen.value

    def picture(self, name: str) -> None:
        """Take a picture of the window; raises ``NotPermitted`` where it cannot be kept."""
        if self._out is None:
            return
        path = self._out / f"{len(self.screenshots) + 1:02}-{name}.png"
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            kept = self._window.shell.grab().save(str(path))
        except OSError:
            kept = False
        if not kept:
            raise NotPermitted(f"{path}: the picture cannot be kept.", "Choose another --out DIR.")
        self.screenshots.append(str(path))

    def _find(self, name: str) -> Touchable | None:
        found = self._window.shell.findChildren(Touchable, name)
        visible = [w for w in found if w.isVisibleTo(self._window.shell) and w.isEnabled()]
        return visible[-1] if visible else None

    def _follow(self) -> None:
        """Let the screen change, and old pages go, as the event loop would."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        """Sleep between events: with a time limit Qt would spin, and take the threads' turns."""
        patience = QTimer()
        patience.setSingleShot(True)
        patience.start(PATIENCE_MS)
        while not until():
            if not patience.isActive():
                raise KioskError(f"The kiosk took too long for {what}.", "Try again.")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        patience.stop()

    def _settled(self) -> bool:
        return self._window.conductor is not None or self._window.failed is not None

    def _answered(self) -> bool:
        return self.issued is not None or self.conductor.session.overlay is Overlay.NOTICE

    def _papered(self) -> bool:
        return self.printed is not None

    def _on_issued(self, issued: Issued) -> None:
        committed = self.conductor.committed_at - self._began
        self.timings_ms["commit"] = round(committed * 1000, 3)
        self.issued = issued

    def _elapsed(self) -> float:
        return round((time.perf_counter() - self._began) * 1000, 3)

    def _on_printed(self, printed: Printed) -> None:
        """The glass has heard of it; paint what it shows now, so that the time is the visitor's."""
        self._window.shell.repaint()
        self._told_ms = round((time.perf_counter() - printed.ended_at) * 1000, 3)
        self.printed = printed
