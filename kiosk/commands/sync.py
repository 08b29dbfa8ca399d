"""``kiosk sync``: how the line to the province stands, one attempt now, or the ledger by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options

_CODES = {"unknown": 3, "revoked": 3, "ledger": 7}
"""Exit codes of attempts that fail by something else than the line or the server."""

DAYS_SHOWN = 7
"""Days in words; the JSON has them all."""


@click.group()
@shared_options
def command() -> None:
    """See how the line to the province stands, send now, carry the ledger by file."""


@command.command()
@shared_options
@click.pass_obj
def status(invocation: Invocation) -> None:
    """Show what the province has, what is still to come, and which days are proven.

    Only reads, also beside a running kiosk and agent.
    """
    _tell(invocation)


@command.command()
@shared_options
@click.pass_obj
def now(invocation: Invocation) -> int:
    """Make one attempt, until nothing is left or the line fails; a running agent makes it for us.

    Ends with 0 only where nothing is left, with 3 where the terminal is not enrolled (any more),
    with 7 where the ledger cannot be read, and with 5 where the line or the server fails.
    """
    from kiosk.app.line import send_now

    code, empty = send_now(invocation.folder)
    _tell(invocation)
    if empty:
        return 0
    return _CODES.get(code, 5)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def export(invocation: Invocation, file: Path) -> int:
    """Write into FILE all that the province has not acknowledged, for where no network comes.

    At the office: kiosk province receive FILE --store DIR --reply REPLY; back here: kiosk sync
    import REPLY. Ends with 1 where a ledger could not be read and so is not in the file.
    """
    from kiosk.app.line import APP
    from sync.usb.terminal import export_ledger

    written = export_ledger(invocation.folder, file, APP)
    problems = [f"{trouble.message} {trouble.remedy}" for trouble in written.troubles]
    events, terminal = written.header.events, written.header.terminal
    body = {"terminal": terminal, "events": events, "file": str(file), "problems": problems}
    words = f"{file}: {events} events of {terminal}. Take it to the office."
    invocation.answer(body, "\n".join([words, *problems]))
    return 1 if problems else 0


@command.command(name="import")
@click.argument("reply", type=click.Path(path_type=Path))
@click.option(
    "--fingerprint",
    default="",
    metavar="HEX",
    help="Of an enrolment: take no other province than the one with this fingerprint.",
)
@shared_options
@click.pass_obj
def import_reply(invocation: Invocation, reply: Path, fingerprint: str) -> int:
    """Take in the province's REPLY: what it has now, or that this terminal is enrolled.

    Ends with 1 where a ledger could not be read, so that nothing the reply says of it counts.
    """
    from sync.enrolment import plain_fingerprint
    from sync.usb.terminal import import_reply
    from sync.wire.keys import fingerprint as spoken

    brought = import_reply(invocation.folder, reply, plain_fingerprint(fingerprint))
    if brought.enrolment is None:
        _tell(invocation)
        return 1 if brought.troubles else 0
    seen = spoken(brought.enrolment.server_key)
    words = (
        f"{brought.enrolment.terminal} is enrolled, by file.\n"
        f"The province's fingerprint: {seen} (the office sees the same)"
    )
    body = {"terminal": brought.enrolment.terminal, "enrolled": brought.enrolment.enrolled}
    invocation.answer({**body, "fingerprint": seen}, words)
    return 0


def _tell(invocation: Invocation) -> None:
    from sync.agent.standing import read_standing

    found = read_standing(invocation.folder)
    invocation.answer(found, standing_words(found))


def standing_words(found: Mapping[str, Any]) -> str:
    """Return a standing in words: state, numbers, the last days."""
    state = f"{found['state']}: {found['words']}"
    age_s = found["last_contact_age_s"]
    ago = "" if age_s is None else f" ({_ago(age_s)} ago)"
    numbers = (
        f"{found['acked']} of {found['last_seq']} events are at the province, {found['backlog']} "
        f"to come; last contact: {found['last_contact'] or 'never'}{ago}"
    )
    return "\n".join([state, numbers, *_day_lines(found["days"], found["why"])])


def _day_lines(days: Sequence[Mapping[str, Any]], why: Mapping[str, str]) -> list[str]:
    shown = days[-DAYS_SHOWN:]
    more = [f"({len(days) - len(shown)} days before)"] if len(days) > len(shown) else []
    lines = [f"{day['day']}  {day['state']:<9} {day['events']} events" for day in shown]
    reasons = [why.get(day["day"], "") for day in shown]
    return more + [
        f"{line}  {reason}".rstrip() for line, reason in zip(lines, reasons, strict=True)
    ]


def _ago(seconds: int) -> str:
    for unit, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if (count := seconds // unit) > 0:
            return f"{count} {word}{'' if count == 1 else 's'}"
    return "less than a minute"
