"""``kiosk run``: opens the kiosk on the glass, after its first start where there was none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.settings import Standing

if TYPE_CHECKING:
    from kiosk.app.first_start.window import FirstStartWindow


@click.command()
@click.option("--windowed", is_flag=True, help="Open a window instead of the full screen.")
@click.option(
    "--no-first-start",
    is_flag=True,
    help="Without a configuration, open the kiosk with the demo's instead of setting it up.",
)
@shared_options
@click.pass_obj
def command(invocation: Invocation, windowed: bool, no_first_start: bool) -> int:  # noqa: FBT001
    """Open the kiosk, full-screen unless --windowed. Ends with Ctrl+C or SIGTERM.

    Where there is neither a configuration nor a ledger, the terminal is set up on its glass first.
    Where nobody can say who the terminal is, the glass says that it is not ready.
    """
    from kiosk.app.first_start.wanting import is_wanting

    first = not no_first_start and is_wanting(invocation.folder, invocation.clock())
    return open_kiosk(invocation, full_screen=not windowed, first_start=first)


def open_kiosk(
    invocation: Invocation,
    *,
    full_screen: bool,
    with_line: bool = False,
    first_start: bool = False,
) -> int:
    """Run the kiosk until it is told to stop; in the demo ``with_line``, where it has one.

    With ``first_start`` the terminal is set up before. Raises the error that kept the kiosk from
    getting ready, after the glass has said so; a folder that another kiosk holds or that cannot be
    written is refused before a window opens.
    """
    if first_start:
        return _after_first_start(invocation, full_screen=full_screen)
    return _run(invocation, full_screen=full_screen, with_line=with_line)


def _after_first_start(invocation: Invocation, *, full_screen: bool) -> int:
    """Set the terminal up, then run the kiosk; its first frame takes the wizard's place."""
    from kiosk.app.application import exit_on_signals, kiosk_application
    from kiosk.app.first_start.window import FirstStartWindow
    from kiosk.app.last_resort import end_on_faults
    from kiosk.app.preflight import refuse_taken_folder

    clock = invocation.clock()
    refuse_taken_folder(invocation.folder)
    application = kiosk_application()
    from kiosk.app.window import window_size

    size = window_size(full_screen=full_screen)
    before = FirstStartWindow(invocation.folder, clock, size)
    exit_on_signals()
    faults = end_on_faults(application.exit)
    try:
        before.open(full_screen=full_screen)
        _turn(application)
        before.give_way()
        _raise_first(faults)
        return _run(invocation, full_screen=full_screen, before=before) if before.finished else 0
    finally:
        before.close()


def _run(
    invocation: Invocation,
    *,
    full_screen: bool,
    with_line: bool = False,
    before: FirstStartWindow | None = None,
) -> int:
    from kiosk.app.foundation import lay_for_the_glass
    from kiosk.app.preflight import refuse_taken_folder

    foundation = lay_for_the_glass(invocation.folder, invocation.clock())
    refuse_taken_folder(foundation.data)
    tell_faults(foundation.standing)

    from kiosk.app.application import exit_on_signals, kiosk_application
    from kiosk.app.last_resort import end_on_faults
    from kiosk.app.window import KioskWindow, window_size

    application = kiosk_application()
    size, rotation = window_size(full_screen=full_screen), foundation.settings.rotation
    window = KioskWindow(foundation, size, rotation=rotation)
    exit_on_signals()
    faults = end_on_faults(application.exit)
    window.open(full_screen=full_screen)
    if before is not None:
        before.close()
    with _line(foundation.data) if with_line else nullcontext():
        _turn(application)
        window.close()
    _raise_first([*faults, window.failed])
    return 0


def tell_faults(standing: Standing) -> None:
    """Say on stderr what is wrong with the configuration, and what counts instead."""
    for problem in standing.problems:
        click.echo(str(problem), err=True)
    if standing.on_last_good:
        click.echo("The kiosk goes on with its last good configuration.", err=True)


def _turn(application: Any) -> None:
    """Let the kiosk live until the application is told to exit."""
    application.exec()


def _raise_first(errors: Sequence[BaseException | None]) -> None:
    for error in errors:
        if error is not None:
            raise error


def _line(folder: Path) -> AbstractContextManager[None]:
    from kiosk.app.line_attendance import agent_thread  # After the first frame.

    return agent_thread(folder)
