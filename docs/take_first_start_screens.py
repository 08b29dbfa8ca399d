"""Takes the pictures of the first start from the real program, by touch, off-screen.

Started by docs/take_screens.py. Every step of an empty terminal, each skipped after its picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app.first_start.window import FirstStartWindow
from tests.fakes import FakeClock
from tests.ui.glass import Sight
from ui.theme.theme import DESIGN_SIZE

STEPS = ("bahasa", "layar", "nomor", "jam", "printer", "pendaftaran", "pin", "ringkasan")


def settle() -> None:
    """Let the glass follow."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def take(data: Path, out: Path) -> None:
    """Take one picture a step into ``out``, and one of the question before a step is skipped."""
    from take_screens import keep

    window = FirstStartWindow(data, FakeClock(), DESIGN_SIZE, dead_ms=0)
    sight = Sight(window.shell)

    def picture(name: str) -> None:
        window._errands.lend(20)  # noqa: SLF001 - a camera waits until all is there
        settle()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "picture.png"
            window.shell.grab().save(str(path))
            keep(path, out / f"mulai-{name}.png")

    def touch(name: str) -> None:
        QTest.mouseClick(sight.find(name), Qt.MouseButton.LeftButton)
        settle()

    window.open(full_screen=False)
    settle()
    for number, name in enumerate(STEPS, start=1):
        picture(f"{number}-{name}")
        if name != STEPS[-1]:
            touch("skip")
            if name == "printer":
                picture("lewati")
            touch("skip_yes")
    window.give_way()
    window.close()
    settle()


def main() -> None:
    """Take the pictures of the empty folder that the first argument names, into the second."""
    application = QApplication.instance() or QApplication([])
    take(Path(sys.argv[1]), Path(sys.argv[2]))
    del application


if __name__ == "__main__":
    main()
