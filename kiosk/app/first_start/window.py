"""The window of the first start: the same shell as the kiosk's, with the wizard in it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app.coming_up import come_up
from kiosk.app.executor import Executor, ThreadExecutor
from kiosk.app.first_start.draft import begin_draft, in_force
from kiosk.app.first_start.wizard import Wizard
from kiosk.app.homeward import Homeward
from kiosk.app.watchdog import watchdog_of
from kiosk.clock import Clock
from kiosk.settings import read_standing
from kiosk.store.folder_lock import FolderLock
from ui.presenters.technician.parts import Pressed, TechnicianView
from ui.shell import Shell
from ui.tap_guard import DEAD_MS, TapGuard

TICK_MS = 1000


class FirstStartWindow:
    """One first start. ``finished`` says that the configuration counts now.

    From its making until ``give_way`` it holds the data folder, and the draft is in force in this
    process. When it is finished it ends the application's loop and stays on the glass, until
    ``close``: the kiosk's own first frame takes its place. ``shell`` is another one after the
    picture was turned.
    """

    def __init__(
        self, data: Path, clock: Clock, size: tuple[int, int], *, dead_ms: int = DEAD_MS
    ) -> None:
        """Build the window. Raises ``SecondWriter`` and ``NotPermitted``, before it is shown."""
        self._held = ExitStack()
        lock = FolderLock(data)
        self._held.callback(lock.release)
        try:
            self._held.enter_context(in_force(begin_draft(data)))
        except BaseException:
            self._held.close()
            raise
        self.finished = self._closed = self._full_screen = False
        self._data, self._size = data, size
        self._guard = TapGuard(clock.mono_ms, dead_ms=dead_ms)
        self._rotation = read_standing(data).settings.rotation
        self.shell = self._make_shell()
        self._homeward = Homeward()
        self._errands: Executor = ThreadExecutor("errands", self._homeward.deliver)
        self._printing: Executor = ThreadExecutor("printing", self._homeward.deliver)
        # An enrolment may keep the errands waiting for a minute, and that is no fault.
        self._watched: Executor = ThreadExecutor("watched", self._homeward.deliver)
        self._watchdog = watchdog_of(self._watched)
        self.wizard = Wizard(
            data, clock, self, self._errands, self._printing, self._on_wizard_finished
        )
        self._timer = QTimer(self._homeward)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def open(self, *, full_screen: bool) -> None:
        """Show the step at which an earlier first start was broken off, or the first one."""
        self._full_screen = full_screen
        self.wizard.open()
        come_up(self.shell, full_screen=self._full_screen)
        self._watchdog.painted()
        self._timer.start()

    def show_technician(self, view: TechnicianView) -> None:
        """Show a page of the wizard."""
        self.shell.show_technician(view)

    def refit(self) -> None:
        """Draw everything for the diagonal and the rotation that the draft names now."""
        settings = read_standing(self._data).settings
        if settings.rotation == self._rotation:
            self.shell.measure(settings.diagonal_in)
            return
        self._rotation = settings.rotation
        before, self.shell = self.shell, self._make_shell()
        self.wizard.show()
        come_up(self.shell, full_screen=self._full_screen)
        _take_away(before)

    def give_way(self) -> None:
        """Finish what is under way, and let the kiosk have folder and configuration."""
        self._timer.stop()
        self._errands.close()
        self._printing.close()
        self._watched.close()
        self._held.close()

    def close(self) -> None:
        """Go from the glass, once; ``give_way`` came before."""
        if not self._closed:
            self._closed = True
            _take_away(self.shell)

    def _make_shell(self) -> Shell:
        diagonal = read_standing(self._data).settings.diagonal_in
        shell = Shell(diagonal, self._guard, self._size, rotation=self._rotation)
        shell.technician_acted.connect(self._on_shell_acted)
        return shell

    def _on_shell_acted(self, pressed: Pressed) -> None:
        self.wizard.handle(pressed)

    def _on_wizard_finished(self) -> None:
        self.finished = True
        QApplication.exit()

    def _on_timer_timeout(self) -> None:
        self.wizard.tick()
        self._watchdog.look()


def _take_away(shell: Shell) -> None:
    shell.fills_screen = False
    shell.may_close = True
    shell.close()
    shell.deleteLater()
