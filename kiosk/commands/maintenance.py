"""``kiosk maintenance``: put the whole kiosk out of service, and back ("Sedang diperbaiki")."""

from __future__ import annotations

from contextlib import closing

import click

from kiosk.app.without_pin import COMMAND_LINE
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.commands.own_desk import own_desk
from kiosk.commands.pauses import INSTEAD, pauses_now, since_words


@click.group()
@shared_options
def command() -> None:
    """Put the kiosk out of service, let it serve again, tell which it is.

    Out of service it gives no number and says where to go instead, across restarts, until it is
    ended.
    """


@command.command()
@shared_options
@click.pass_obj
def on(invocation: Invocation) -> None:
    """Put the kiosk out of service."""
    with closing(own_desk(invocation, INSTEAD).store) as store:
        store.pause(COMMAND_LINE)
    _tell(invocation)


@command.command()
@shared_options
@click.pass_obj
def off(invocation: Invocation) -> None:
    """Let the kiosk serve again."""
    with closing(own_desk(invocation, INSTEAD).store) as store:
        store.resume(COMMAND_LINE)
    _tell(invocation)


@command.command()
@shared_options
@click.pass_obj
def status(invocation: Invocation) -> None:
    """Tell whether the kiosk is out of service, since when and by whom.

    Works beside a running kiosk too.
    """
    _tell(invocation)


def _tell(invocation: Invocation) -> None:
    found = pauses_now(invocation).kiosk
    body = {"maintenance": found is not None}
    if found is None:
        invocation.answer(body, "In service.")
        return
    since, words = since_words(found)
    invocation.answer({**body, "since": since, "person": found.person}, f"OUT OF SERVICE {words}.")
