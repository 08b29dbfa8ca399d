"""``kiosk agency``: close one agency's counter for the day, and open it again ("Loket tutup")."""

from __future__ import annotations

from typing import Any

import click

from kiosk.app.without_pin import COMMAND_LINE
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.commands.own_desk import own_desk
from kiosk.commands.pauses import INSTEAD, pauses_now, since_words


@click.group()
@shared_options
def command() -> None:
    """Close the counter of an agency for the day, open it again, list which are closed."""


@command.command()
@click.argument("agency", metavar="ID")
@shared_options
@click.pass_obj
def close(invocation: Invocation, agency: str) -> None:
    """Close the counter of agency ID: no number for it, until it is opened or the day ends."""
    desk = own_desk(invocation, INSTEAD)
    try:
        is_news = desk.close_agency(agency, COMMAND_LINE)
        until = desk.store.day_status(desk.now()).date.isoformat()
    finally:
        desk.store.close()
    words = "" if is_news else " already"
    invocation.answer(
        {"agency": agency, "closed": True, "queue_day": until},
        f"{agency} is closed{words} for the queue day {until}; it opens again by itself.",
    )


@command.command(name="open")
@click.argument("agency", metavar="ID")
@shared_options
@click.pass_obj
def open_again(invocation: Invocation, agency: str) -> None:
    """Open the counter of agency ID again."""
    desk = own_desk(invocation, INSTEAD)
    try:
        is_news = desk.open_agency(agency, COMMAND_LINE)
    finally:
        desk.store.close()
    words = "open again" if is_news else "open already"
    invocation.answer({"agency": agency, "closed": False}, f"{agency} is {words}.")


@command.command(name="list")
@shared_options
@click.pass_obj
def list_agencies(invocation: Invocation) -> None:
    """List the agencies of this mall, and which staff have closed today."""
    closed = pauses_now(invocation).agencies
    for agency, name in _agencies_here(invocation):
        pause = closed.get(agency)
        body: dict[str, Any] = {"agency": agency, "name": name, "closed": pause is not None}
        words = f"{agency}  {name}"
        if pause is not None:
            since, told = since_words(pause)
            body |= {"since": since, "person": pause.person}
            words = f"{words}  CLOSED {told}"
        invocation.answer(body, words)


def _agencies_here(invocation: Invocation) -> list[tuple[str, str]]:
    from kiosk.app.equipment import load_premises
    from kiosk.app.foundation import lay_foundation

    premises = load_premises(lay_foundation(invocation.folder, invocation.clock()))
    agencies = premises.catalogue.agencies
    return [(entry.agency, agencies[entry.agency].short_id) for entry in premises.mall.agencies]
