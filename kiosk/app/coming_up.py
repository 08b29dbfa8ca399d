"""How a window comes onto the glass: it feels every touch, fills the screen, and is painted."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.shell import Shell


def come_up(shell: Shell, *, full_screen: bool) -> None:
    """Show ``shell`` over the whole screen, or as a window; it is painted when this returns."""
    application = QApplication.instance()
    if application is not None:
        application.installEventFilter(shell)
    if full_screen:
        shell.setGeometry(QGuiApplication.primaryScreen().geometry())
        shell.fills_screen = True
        shell.showFullScreen()
    else:
        shell.show()
    shell.repaint()
