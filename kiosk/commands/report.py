"""``kiosk report``: what a person signs."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands.invocation import Invocation, shared_options


@click.group()
@shared_options
def command() -> None:
    """Write reports about this terminal."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace FILE where it exists.")
@shared_options
@click.pass_obj
def readiness(invocation: Invocation, file: Path, *, replace: bool) -> int:
    """Check the terminal and write a readiness report (PDF, A4) to FILE, to be signed.

    An existing FILE is left alone unless --replace is given. Ends with 0 where nothing fails, with
    1 where anything does; the report is written in both cases.
    """
    from kiosk.app.selftest.look import take_look
    from kiosk.app.selftest.readiness import refuse_existing, write_readiness
    from kiosk.app.selftest.site import Site

    if not replace:  # Before a look that takes seconds.
        refuse_existing(file)
    health = take_look(Site(invocation.folder, invocation.clock()))
    write_readiness(file, invocation.folder, health, replace=replace)
    verdict = "Ready." if health.ok else f"NOT READY: {health.count('fail')} failed."
    invocation.answer({"ok": health.ok, "file": str(file)}, f"{file}: {verdict}")
    return 0 if health.ok else 1
