"""The window of a running kiosk: the first frame first, then everything that gives numbers.

Nothing is imported before the first frame that it does not need: no catalogue, no store, no
printing, no screen but the first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.app.coming_up import come_up
from kiosk.app.executor import Executor, ThreadExecutor
from kiosk.app.foundation import Foundation
from kiosk.app.homeward import Homeward
from kiosk.app.watchdog import watchdog_of
from kiosk.language import Translator
from ui.presenters.welcome import derive_welcome
from ui.shell import Shell
from ui.tap_guard import DEAD_MS, TapGuard

if TYPE_CHECKING:
    from kiosk.app.conductor import Conductor
    from kiosk.app.technician.conductor import TechnicianConductor

TICK_MS = 1000
SWITCH_SECONDS = 0.0005
"""How soon a thread that waits gets its turn: a commit must not wait for painting."""

APOLOGY_MS = 10_000
"""How long the glass says that the machine is not ready, before the kiosk ends."""

UNKNOWN_DESK = "Silakan ke meja informasi."


class KioskWindow:
    """One running kiosk. ``conductor`` is None until numbers can be given.

    ``technician`` is None until one was called, by five taps into the corner.
    ``first_frame`` and ``ready`` are moments of ``time.perf_counter`` in seconds; ``failed`` is
    the error that kept the kiosk from getting ready.
    """

    def __init__(
        self,
        foundation: Foundation,
        size: tuple[int, int],
        *,
        dead_ms: int = DEAD_MS,
        rotation: int = 0,
    ) -> None:
        """Build the window; ``open`` puts it on the glass.

        ``dead_ms`` is the tap guard's, ``rotation`` the shell's.
        """
        self._foundation = foundation
        sys.setswitchinterval(SWITCH_SECONDS)
        guard = TapGuard(foundation.clock.mono_ms, dead_ms=dead_ms)
        self.shell = Shell(foundation.settings.diagonal_in, guard, size, rotation=rotation)
        self._homeward = Homeward()
        self._storage: Executor = ThreadExecutor("storage", self._homeward.deliver)
        self._printing: Executor = ThreadExecutor("printing", self._homeward.deliver)
        self._errands: Executor = ThreadExecutor("errands", self._homeward.deliver)
        self._watchdog = watchdog_of(self._storage)
        self._timer = QTimer(self.shell)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._farewell = QTimer(self.shell)
        self._farewell.setSingleShot(True)
        self._farewell.timeout.connect(QApplication.exit)
        self._equipment: Any = None
        self._early: list[Any] = []
        self.conductor: Conductor | None = None
        self.technician: TechnicianConductor | None = None
        self.failed: Exception | None = None
        self.first_frame = 0.0
        self.ready = 0.0
        self.on_ready: Callable[[], None] = _nothing

    def open(self, *, full_screen: bool) -> None:
        """Show the first frame, then load the rest."""
        self._begin()
        self.shell.acted.connect(self._on_shell_acted)
        # Queued: whatever the fifth tap did on the screen below is done first.
        queued = Qt.ConnectionType.QueuedConnection
        self.shell.called.connect(self._on_shell_called, queued)
        come_up(self.shell, full_screen=full_screen)
        self.first_frame = time.perf_counter()
        self._watchdog.painted()
        QTimer.singleShot(0, self._load)

    def _begin(self) -> None:
        if self._foundation.fault is not None:  # Nobody is welcomed whom nothing can be given.
            self._show_apology()
            return
        languages = self._foundation.settings.languages
        tr, now = Translator.load(languages[0]), self._foundation.clock.now()
        self.shell.show_welcome(derive_welcome(self._foundation.timetable, now, tr, languages))

    def close(self) -> None:
        """Finish what is under way, then go: no paper and no number is cut off."""
        self._timer.stop()
        self._farewell.stop()
        if self.technician is not None:
            self.technician.end()
        self._errands.close()  # First: what it did may still be written down and printed.
        self._printing.close()
        self._storage.close()
        if self._equipment is not None:
            self._equipment.close()
        self.shell.may_close = True
        self.shell.close()
        self.shell.deleteLater()

    def _load(self) -> None:
        self._storage.submit(self._equip, self._equipped)

    def _equip(self) -> Any:
        """Load everything on the storage thread, so that the glass stays alive meanwhile.

        It is kept at once: whoever stops the kiosk now must still close the store, or the next
        start takes the ledger for one that was cut off, and begins another.
        """
        from kiosk.app.equipment import equip

        self._equipment = equip(self._foundation)
        return self._equipment

    def _equipped(self, equipment: Any, error: Exception | None) -> None:
        if error is not None:
            self._apologise(error)
            return
        from kiosk.app.conductor import Conductor

        self._foundation = equipment.foundation or self._foundation
        conductor = Conductor(
            self._foundation, self.shell, self._storage, self._printing, equipment
        )
        self.conductor = conductor
        self.shell.acted.disconnect(self._on_shell_acted)
        self.shell.acted.connect(conductor.handle)
        self.shell.touched.connect(conductor.touched)
        self._timer.start()
        self.ready = time.perf_counter()
        conductor.restore()
        for event in self._early:
            conductor.handle(event)
        self._printing.submit(equipment.paperwork.warm, _report)
        self._write_down_first_start(equipment)
        self.on_ready()

    def _write_down_first_start(self, equipment: Any) -> None:
        from kiosk.app.first_start.afterwards import tried, write_down
        from kiosk.app.first_start.progress import has_progress

        data = self._foundation.data
        if has_progress(data):
            work = partial(write_down, data, equipment.desk.store, self._foundation.clock)
            self._storage.submit(work, tried)

    def _on_timer_timeout(self) -> None:
        if self.conductor is not None:
            self.conductor.tick()
        if self.technician is not None:
            self.technician.tick()
        self._watchdog.look()  # Last: a tick that fails is no progress.

    def _on_shell_acted(self, event: Any) -> None:
        self._early.append(event)

    def _on_shell_called(self) -> None:
        """Open the gate for a technician, unless a number or a paper is on its way to somebody."""
        if self.technician is not None and self.technician.is_open:
            return
        if self.failed is not None:
            self._farewell.stop()
        elif self.conductor is None or not self.conductor.make_way():
            return
        if self.technician is None:
            self.technician = self._make_technician()
        self.technician.open()

    def _make_technician(self) -> TechnicianConductor:
        from kiosk.app.technician.conductor import TechnicianConductor, Threads

        technician = TechnicianConductor(
            self._foundation,
            self._equipment,
            Threads(self._storage, self._printing, self._errands),
            self.shell,
            # What could not get ready tries again with whatever was mended.
            left=self.conductor.come_back if self.conductor else QApplication.exit,
            restart=QApplication.exit,
        )
        self.shell.technician_acted.connect(technician.handle)
        self.shell.touched.connect(technician.touched)
        return technician

    def _apologise(self, error: Exception) -> None:
        self.failed = error
        self._show_apology()
        self.on_ready()
        self._timer.start()
        self._farewell.start(APOLOGY_MS)

    def _show_apology(self) -> None:
        desk = self._foundation.timetable.mall.information_desk.text_id
        where = f"Silakan ke {desk}. Nomor bisa diambil di sana."
        self.shell.show_apology("Mesin ini belum siap", where if desk else UNKNOWN_DESK)


def window_size(*, full_screen: bool) -> tuple[int, int]:
    """Return the window's size in pixels: the screen, or a portrait that fits into it."""
    area = QGuiApplication.primaryScreen().availableGeometry()
    if full_screen:
        return area.width(), area.height()
    height = int(area.height() * 0.92)
    return min(area.width(), height * 9 // 16), height


def _report(_result: object, error: Exception | None) -> None:
    if error is not None:
        raise error


def _nothing() -> None:
    """Nobody waits."""
