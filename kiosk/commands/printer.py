"""``kiosk printer``: choose a printer, ask it how it is, try it. Works beside a running kiosk."""

from __future__ import annotations

import math
import sys
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.commands.own_desk import own_desk
from kiosk.commands.printer_words import STILL_HELD, remedy, status_words


def _a_number(
    _context: click.Context, _parameter: click.Parameter, value: float | None
) -> float | None:
    """Refuse "nan", which lies in every range."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is no length.")
    return value


@click.group()
@shared_options
def command() -> None:
    """Choose the printer, ask it how it is, try it, tell of a new roll."""


@command.command(name="list")
@shared_options
@click.pass_obj
def list_printers(invocation: Invocation) -> None:
    """Show the printers this machine can see, and the one that is chosen."""
    from printing.choosing import printers_found

    chosen = _room(invocation).card.uri
    for uri in dict.fromkeys((chosen, *printers_found())):
        is_chosen = uri == chosen
        words = f"{'*' if is_chosen else ' '} {uri}"
        invocation.answer({"printer": uri, "chosen": is_chosen}, words)


@command.command()
@shared_options
@click.pass_obj
def status(invocation: Invocation) -> None:
    """Ask the printer itself how it is, and tell what it can prove.

    Ends with 0 whenever there is an answer; whether it is ready stands in it (`ready`).
    """
    _tell_status(invocation, _room(invocation))


@command.command(name="set")
@click.argument("uri")
@click.option(
    "--width",
    default="80",
    show_default=True,
    type=click.Choice(["80", "58", "a4"]),
    help="The paper: a roll of 80 or 58 mm, or A4.",
)
@click.option(
    "--dpi",
    default="203",
    show_default=True,
    type=click.Choice(["203", "180"]),
    help="Dots an inch of a raw printer's head; `printer test` prints a ruler to see it by.",
)
@shared_options
@click.pass_obj
def set_printer(invocation: Invocation, uri: str, width: Any, dpi: str) -> None:
    """Take the printer at URI, and ask it once what it can answer.

    URI is escpos+tcp://HOST:PORT, escpos+file:PATH, ipp://HOST:PORT/PATH, cups:QUEUE or
    folder:PATH. A raw printer feeds some white paper meanwhile. One that cannot be reached is
    taken all the same, and asked when it is there.
    """
    from kiosk.app.print_room import choose_printer
    from printing.card import Card

    choose_printer(invocation.folder, Card(uri, width, int(dpi)))
    _tell_status(invocation, _room(invocation))


@command.command()
@click.option(
    "--came-out/--not-out", "came_out", default=None, help="What you saw, instead of being asked."
)
@shared_options
@click.pass_obj
def test(invocation: Invocation, came_out: bool | None) -> int:  # noqa: FBT001 - click's option
    """Print a test page: ruler, grey bars, QR codes of four sizes.

    A page that came out whole also ends the hold on further papers. Ends with 9 where none did;
    where certainly none did, nobody's word counts more than that.
    """
    from kiosk.app.trial_page import print_trial_page

    room = _room(invocation)
    outcome = print_trial_page(room, invocation.clock().now())
    if outcome.result == "not_printed":
        came_out = None
    elif came_out is None and outcome.result != "printed" and _may_ask(invocation):
        came_out = click.confirm("Did the test page come out whole?", default=False)
    if came_out:
        room.hold.lift()
    body = {
        "printer": room.card.uri,
        "outcome": outcome.result,
        "reason": outcome.reason,
        "proof": outcome.proof,
        "came_out": came_out,
        "held": room.hold.reason,
    }
    words = outcome.result + (f" ({outcome.reason})" if outcome.reason else "")
    invocation.answer(body, f"{words}\n{STILL_HELD}" if body["held"] else words)
    return 0 if came_out or (outcome.result == "printed" and came_out is None) else 9


@command.command()
@click.option(
    "--metres",
    type=click.FloatRange(1, 1000),
    callback=_a_number,
    help="How long it is; else as the configuration says (paper.roll_mm), or as before.",
)
@shared_options
@click.pass_obj
def roll(invocation: Invocation, metres: float | None) -> None:
    """Tell that a new roll was put in, so that its millimetres are counted from here."""
    desk = own_desk(invocation, "Tell it there, on its technician's screen (Printer).")
    try:
        usual = desk.settings.paper.roll_mm
        found = desk.store.new_roll(usual if metres is None else round(metres * 1000))
    finally:
        desk.store.close()
    left = "unknown" if found.left_mm is None else f"{found.left_mm / 1000:.1f} m"
    invocation.answer({"mm_left": found.left_mm}, f"A new roll; paper left: {left}.")


def _may_ask(invocation: Invocation) -> bool:
    return not invocation.json and sys.stdin.isatty()


def _room(invocation: Invocation) -> Any:
    from kiosk.app.print_room import PrintRoom

    return PrintRoom(invocation.folder)


def _tell_status(invocation: Invocation, room: Any) -> None:
    health = room.probe()
    held = room.hold.reason
    faults = [*health.faults, *(["held"] if held else [])]
    left, slips = _paper_left(invocation, room)
    printer = room.printer
    body = {
        "printer": room.card.uri,
        "ready": health.ready and not held,
        "faults": faults,
        "proof": printer.proof,
        "mm_left": left,
        "slips_left": slips,
        "capabilities": dict(printer.capabilities),
        "width": room.card.width,
        "held": held,
    }
    invocation.answer(body, status_words(body, remedy(faults, held, health.hint)))


def _paper_left(invocation: Invocation, room: Any) -> tuple[int | None, int | None]:
    """Return millimetres and slips that should be left on the roll; None where nobody can know."""
    from kiosk.errors import StoreProblem
    from kiosk.store.reading import open_reader

    if not room.is_roll:
        return None, None
    try:
        with open_reader(invocation.folder) as reader:
            roll, mean = reader.roll(), reader.mean_slip_mm()
    except StoreProblem:  # No number was ever given here.
        return None, None
    left = roll.left_mm if roll else None
    return left, left // mean if left is not None and mean else None
