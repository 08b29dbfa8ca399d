"""Runs ``kiosk run`` in this process, with a robot that skips the whole first start.

Prints what stands on the glass when the kiosk is ready, and ends it.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.__main__ import run
from kiosk.app.first_start import window as first_start
from kiosk.app.window import KioskWindow
from ui.shell import Shell
from ui.widgets.touchable import Touchable

WAYS = ("skip_yes", "skip", "start")


class Robot:
    """Touches what leads on, fifty times a second."""

    def __init__(self) -> None:
        self.timer = QTimer()
        self.timer.setInterval(20)
        self.timer.timeout.connect(self.touch)
        self.timer.start()

    def touch(self) -> None:
        shells = [w for w in QApplication.topLevelWidgets() if isinstance(w, Shell)]
        for name in WAYS:
            for thing in (t for shell in shells for t in shell.findChildren(Touchable)):
                if thing.objectName() == name and thing.isVisible() and thing.isEnabled():
                    thing.click()
                    return


def main(data: str) -> int:
    """Patch the windows so that the robot comes and goes with them."""
    robots: list[Robot] = []
    open_first, made_kiosk = first_start.FirstStartWindow.open, KioskWindow.open

    def open_wizard(self: Any, *, full_screen: bool) -> None:
        open_first(self, full_screen=full_screen)
        robots.append(Robot())

    def open_kiosk(self: KioskWindow, *, full_screen: bool) -> None:
        for robot in robots:
            robot.timer.stop()
        made_kiosk(self, full_screen=full_screen)
        self.on_ready = lambda: end(self)

    def end(window: KioskWindow) -> None:
        shown = [
            w for w in QApplication.topLevelWidgets() if isinstance(w, Shell) and w.isVisible()
        ]
        print(f"{len(robots)} wizard, {shown == [window.shell]}", flush=True)  # noqa: T201
        QTimer.singleShot(200, QApplication.exit)

    first_start.FirstStartWindow.open = open_wizard
    KioskWindow.open = open_kiosk
    return run(["run", "--data", data, "--now", "2026-11-24T09:41"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
