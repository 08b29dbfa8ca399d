"""The command ``kiosk``: its subcommands, loaded only when they are called."""

from __future__ import annotations

import importlib
from typing import ClassVar

import click

from kiosk.commands.invocation import shared_options


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported when they are needed."""

    places: ClassVar[dict[str, str]] = {
        "agent": "kiosk.commands.agent",
        "bench": "kiosk.commands.bench",
        "catalogue": "kiosk.commands.catalogue",
        "demo": "kiosk.commands.demo",
        "enroll": "kiosk.commands.enroll",
        "ledger": "kiosk.commands.ledger",
        "printer": "kiosk.commands.printer",
        "province": "kiosk.commands.province",
        "run": "kiosk.commands.run",
        "sync": "kiosk.commands.sync",
        "ticket": "kiosk.commands.ticket",
        "visit": "kiosk.commands.visit",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand, or None where there is no such."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        command: click.Command = importlib.import_module(place).command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@shared_options
def root() -> None:
    """Anjungan, the kiosk of a Mal Pelayanan Publik.

    Exit codes: 0 ok, 1 problem found, 2 usage, 3 not enrolled, 4 permission, 5 server,
    6 refused (closed, quota, empty basket), 7 store, 8 catalogue or mall file, 9 printer.
    """
