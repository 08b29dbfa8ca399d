"""The command ``kiosk``: its subcommands, loaded only when they are called."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import ClassVar

import click

from kiosk.commands.invocation import shared_options
from kiosk.errors import NotInstalled


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported when they are needed."""

    places: ClassVar[dict[str, str]] = {
        "agency": "kiosk.commands.agency",
        "agent": "kiosk.commands.agent",
        "bench": "kiosk.commands.bench",
        "catalogue": "kiosk.commands.catalogue",
        "config": "kiosk.commands.config",
        "demo": "kiosk.commands.demo",
        "doctor": "kiosk.commands.doctor",
        "enroll": "kiosk.commands.enroll",
        "ledger": "kiosk.commands.ledger",
        "maintenance": "kiosk.commands.maintenance",
        "pin": "kiosk.commands.pin",
        "printer": "kiosk.commands.printer",
        "province": "kiosk.commands.province",
        "report": "kiosk.commands.report",
        "run": "kiosk.commands.run",
        "stick": "kiosk.commands.stick",
        "sync": "kiosk.commands.sync",
        "ticket": "kiosk.commands.ticket",
        "visit": "kiosk.commands.visit",
    }

    parts: ClassVar[dict[str, tuple[str, ...]]] = {
        "bench": ("kiosk.bench", "psycopg"),
        "province": ("sync.province", "starlette"),
    }
    """What a terminal's package leaves out, and what must be there for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands that are installed."""
        return sorted(name for name in self.places if self.is_installed(name))

    def is_installed(self, name: str) -> bool:
        """Whether everything that a subcommand needs is on this machine."""
        return all(find_spec(module) is not None for module in self.parts.get(name, ()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand, or None where there is no such."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        if not self.is_installed(cmd_name):
            raise NotInstalled(
                f"`kiosk {cmd_name}` is not installed on this machine.",
                "A terminal's package leaves it out. Where the sources lie, ./run --setup-only "
                "installs it.",
            )
        command: click.Command = importlib.import_module(place).command
        return command


def _tell_version(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    """Say which program this is, as it names itself to the province, and end."""
    if value and not context.resilient_parsing:
        from kiosk.app.line import APP

        click.echo(APP)
        context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Say which program this is.",
)
@shared_options
def root() -> None:
    """Anjungan, the kiosk of a Mal Pelayanan Publik.

    Exit codes: 0 ok, 1 problem found, 2 usage, 3 not enrolled, 4 permission, 5 server,
    6 refused (closed, quota, empty basket), 7 store, 8 catalogue or mall file, 9 printer.
    """
