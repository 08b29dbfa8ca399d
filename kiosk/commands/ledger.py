"""``kiosk ledger``: verify, follow and export what was written down; the queue day."""

from __future__ import annotations

from dataclasses import asdict

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.store.folder_verification import verify_folder
from kiosk.store.reading import open_reader


@click.group()
@shared_options
def command() -> None:
    """Verify, show and export the ledger, also beside a running kiosk."""


@command.command()
@shared_options
@click.pass_obj
def verify(invocation: Invocation) -> int:
    """Check every hash, the chain, and that no label was given twice in a day.

    Where a ledger was lost and another one followed it, all that are left are checked. Ends with 0
    where all holds and 1 where anything does not.
    """
    found = verify_folder(invocation.folder)
    words = [*found.problems]
    for ledger in found.ledgers if found.ok else ():
        name = f"{ledger.file}: " if len(found.ledgers) > 1 else ""
        words.append(f"{name}{ledger.events} events, the chain holds. {ledger.head}")
    words += [f"Epoch {epoch}: no ledger is left; see the quarantine." for epoch in found.lost]
    invocation.answer(asdict(found), "\n".join(words))
    return 0 if found.ok else 1


@command.command()
@click.option("-n", "--lines", default=10, show_default=True, type=click.IntRange(1, 100_000))
@shared_options
@click.pass_obj
def tail(invocation: Invocation, lines: int) -> None:
    """Show the last events."""
    with open_reader(invocation.folder) as reader:
        for event in reader.tail(lines):
            click.echo(event.line if invocation.json else event.words)


@command.command()
@shared_options
@click.pass_obj
def export(invocation: Invocation) -> None:
    """Write every event of the current ledger as one line of canonical JSON with its hash."""
    with open_reader(invocation.folder) as reader:
        for event in reader.events():
            click.echo(event.line)


@command.command()
@click.option("--confirm", is_flag=True, help="Begin today's queue day: a person vouches for it.")
@shared_options
@click.pass_obj
def day(invocation: Invocation, confirm: bool) -> int:  # noqa: FBT001 - click's option
    """Show which day's numbers are given, and whether the clock is doubted.

    Needs the folder for itself: stop the kiosk first. Ends with 1 while the clock is doubted.
    """
    from kiosk.app.equipment import load_premises, open_desk
    from kiosk.app.foundation import lay_foundation

    foundation = lay_foundation(invocation.folder, invocation.clock())
    desk = open_desk(foundation, load_premises(foundation))
    try:
        if confirm:
            desk.store.confirm_date(desk.now())
        status = desk.store.day_status(desk.now())
    finally:
        desk.store.close()
    body = {
        name: str(value) if name != "doubted" else value for name, value in asdict(status).items()
    }
    hint = " Look at the clock, then use --confirm." if status.doubted else ""
    words = f"Numbers are given for {status.date}; the clock says {status.by_clock}.{hint}"
    invocation.answer(body, words)
    return 1 if status.doubted else 0
