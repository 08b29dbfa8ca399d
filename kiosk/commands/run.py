"""``kiosk run``: opens the kiosk on the glass."""

from __future__ import annotations

import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options


@click.command()
@click.option("--windowed", is_flag=True, help="Open a window instead of the full screen.")
@shared_options
@click.pass_obj
def command(invocation: Invocation, windowed: bool) -> int:  # noqa: FBT001 - click's option
    """Open the kiosk, full-screen unless --windowed. Ends with Ctrl+C or SIGTERM."""
    return open_kiosk(invocation, full_screen=not windowed)


def open_kiosk(invocation: Invocation, *, full_screen: bool, with_line: bool = False) -> int:
    """Run the kiosk until it is told to stop; in the demo ``with_line``, where it has one.

    Raises the error that kept it from getting ready, after the glass has said so; a folder that
    another kiosk holds or that cannot be written is refused before a window opens.
    """
    from kiosk.app.foundation import lay_foundation
    from kiosk.app.preflight import refuse_taken_folder

    foundation = lay_foundation(invocation.folder, invocation.clock())
    refuse_taken_folder(foundation.data)

    from kiosk.app.application import kiosk_application
    from kiosk.app.last_resort import end_on_faults
    from kiosk.app.window import KioskWindow, window_size

    application = kiosk_application()
    window = KioskWindow(foundation, window_size(full_screen=full_screen))
    _stop_on_signals(application)
    faults = end_on_faults(application.exit)
    window.open(full_screen=full_screen)
    with _line(foundation.data) if with_line else nullcontext():
        application.exec()
        window.close()
    for error in (*faults, window.failed):
        if error is not None:
            raise error
    return 0


def _line(folder: Path) -> AbstractContextManager[None]:
    from kiosk.app.line_attendance import agent_thread  # After the first frame.

    return agent_thread(folder)


# application.exit, not quit: quit asks every window to close, and the kiosk's refuses.


def _stop_on_signals(application: Any) -> None:
    def stop(_number: int, _frame: object) -> None:
        application.exit()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    sys.stdout.flush()
