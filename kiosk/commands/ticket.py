"""``kiosk ticket``: the desk's way to a number, the same code as the glass, without a window."""

from __future__ import annotations

import time
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.visits.model import PRIORITY_GROUPS, Request


@click.group()
@shared_options
def command() -> None:
    """Issue numbers at the desk."""


@command.command()
@click.argument("services", nargs=-1, metavar="SERVICE...")
@click.option(
    "--count",
    default=1,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="How many visits of these services to issue, one after the other.",
)
@click.option(
    "--priority", type=click.Choice(PRIORITY_GROUPS), help="Self-declared priority group."
)
@click.option("--lang", default="id", show_default=True, type=click.Choice(["id", "en"]))
@click.option("--print", "printing", is_flag=True, help="Print each slip with the folder printer.")
@shared_options
@click.pass_obj
def issue(
    invocation: Invocation,
    services: tuple[str, ...],
    count: int,
    priority: str | None,
    lang: str,
    printing: bool,  # noqa: FBT001 - click passes options by keyword
) -> None:
    """Issue a visit of SERVICE... and print its numbers.

    Each line is written only after its commit, so that what was shown is in the ledger.
    """
    from kiosk.app.equipment import load_premises, open_desk
    from kiosk.app.foundation import lay_foundation
    from kiosk.app.paperwork import Paperwork
    from kiosk.visits.plan import chosen_services

    request = Request(services, priority=priority, language=lang)
    foundation = lay_foundation(invocation.folder, invocation.clock())
    premises = load_premises(foundation)
    chosen_services(premises, request)
    desk = open_desk(foundation, premises)
    try:
        paperwork = Paperwork(desk, foundation.data) if printing else None
        for _number in range(count):
            _issue_one(invocation, desk, paperwork, request)
    finally:
        desk.store.close()


def _issue_one(invocation: Invocation, desk: Any, paperwork: Any, request: Request) -> None:
    from kiosk.visits.report import visit_report

    began = time.perf_counter()
    issued = desk.issue(request, print_copy=paperwork is not None)
    timings = {"commit": _ms(began)}
    slip: str | None = None
    if paperwork is not None:
        printed = paperwork.print_slip(issued)
        slip = printed.path
        timings["slip"] = printed.slip_ms
    report = visit_report(issued, slip=slip, timings_ms=timings)
    labels = " ".join(ticket.label for ticket in issued.visit.tickets)
    invocation.answer(report, labels + (f"  {slip}" if slip else ""))


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
