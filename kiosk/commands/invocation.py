"""What every command shares: where the data lie, what time it is, how the answer is written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kiosk.clock import Clock, GivenClock, SystemClock
from kiosk.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

_EXAMPLE = "Write it as 2026-11-24T09:41."
_YEARS = range(2000, 2100)
"""Years in which every day has a day before and after, in whatever time zone it is named."""


@dataclass
class Invocation:
    """The shared options of one call; each may stand before or after the subcommand."""

    data: Path | None = None
    now: str | None = None
    json: bool = False

    @property
    def folder(self) -> Path:
        """The data folder: ``--data``, ``KIOSK_DATA``, else the user's own."""
        if self.data is not None:
            return self.data
        named = os.environ.get("KIOSK_DATA")
        if named:
            return Path(named)
        import platformdirs

        return Path(platformdirs.user_data_dir("anjungan"))

    def clock(self) -> Clock:
        """Return the clock: started at ``--now`` or ``KIOSK_NOW``, else the machine's own.

        Raises ``UsageError`` where a time is given to a terminal in service.
        """
        text = self.now or os.environ.get("KIOSK_NOW")
        if not text:
            return SystemClock()
        from kiosk.app.foundation import refuse_given_time

        given = GivenClock(parse_now(text))
        refuse_given_time(self.folder)
        return given

    def answer(self, value: Mapping[str, Any], text: str) -> None:
        """Write one answer: a line of JSON with ``--json``, else ``text``."""
        if self.json:
            click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        else:
            click.echo(text)


def parse_now(text: str) -> datetime:
    """Return an ISO 8601 time of this century; raises ``UsageError`` with an example."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as reason:
        raise UsageError(f"{text!r} is no ISO 8601 time.", _EXAMPLE) from reason
    if moment.year not in _YEARS:
        raise UsageError(f"{text!r} is not a time of this century.", _EXAMPLE)
    return moment


def shared_options(command: F) -> F:
    """Add ``--data``, ``--now`` and ``--json``; what is given lands in the Invocation."""
    for option in (
        click.option(
            "--json",
            "json_",
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="Answer with JSON, one object a line.",
        ),
        click.option(
            "--now",
            metavar="ISO8601",
            expose_value=False,
            callback=_keep,
            help="Start the kiosk's clock here (also KIOSK_NOW).",
        ),
        click.option(
            "--data",
            metavar="DIR",
            type=click.Path(path_type=Path, file_okay=True),
            expose_value=False,
            callback=_keep,
            help="Data folder (also KIOSK_DATA).",
        ),
    ):
        command = option(command)
    return command


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    invocation = context.ensure_object(Invocation)
    if value:
        if parameter.name == "now":
            parse_now(value)  # Also for a command that goes by another clock.
        setattr(invocation, (parameter.name or "").rstrip("_"), value)
