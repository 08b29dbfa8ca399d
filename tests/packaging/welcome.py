"""Draws the first screen off-screen: ``python -m tests.packaging.welcome FILE W H TIME``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def main(target: str, width: str, height: str, time: str) -> None:
    """Write the picture of a kiosk that has just opened on a screen of that size (pixels)."""
    from kiosk.app.application import kiosk_application
    from kiosk.app.foundation import lay_foundation
    from kiosk.app.window import KioskWindow
    from kiosk.clock import GivenClock
    from kiosk.commands.invocation import parse_now

    application = kiosk_application(offscreen=True)
    with tempfile.TemporaryDirectory() as folder:
        foundation = lay_foundation(Path(folder), GivenClock(parse_now(time)))
        window = KioskWindow(foundation, (int(width), int(height)))
        window.open(full_screen=False)
        application.processEvents()
        window.shell.grab().save(target)
        window.close()


main(*sys.argv[1:])
