"""``kiosk ticket``: the desk's way to a number, the same code as the glass, without a window."""

from __future__ import annotations

import time
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.commands.own_desk import own_desk
from kiosk.commands.paper import print_report, print_words
from kiosk.errors import SecondWriter, UnknownId
from kiosk.visits.model import PRIORITY_GROUPS, Request


@click.group()
@shared_options
def command() -> None:
    """Issue numbers at the desk, show what became of their papers, print them again."""


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
@click.option("--print", "printing", is_flag=True, help="Print each slip.")
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

    Each line is written only after its commit, so that what was shown is in the ledger. A slip
    that did not come out changes nothing of that: the command ends with 0 and says so.
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


@command.command()
@shared_options
@click.option("--all", "all_days", is_flag=True, help="The papers of all days, not only today's.")
@click.pass_obj
def jobs(invocation: Invocation, all_days: bool) -> None:  # noqa: FBT001 - click's option
    """Show what became of each paper, after what a start settles.

    Beside a running kiosk the ledger is only read; a paper that is on its way has no outcome yet.
    """
    for job in _jobs(invocation, all_days=all_days):
        words = f"{job.job}  {' '.join(job.labels) or job.kind}  {job.outcome or job.state}"
        why = f"  ({job.reason})" if job.reason else ""
        copy = f"  copy {job.copy}" if job.copy > 1 else ""
        body = {**_print_body(job), "labels": list(job.labels), "kind": job.kind, "mm": job.mm}
        invocation.answer({**body, "state": job.state}, words + copy + why)


@command.command()
@click.argument("label")
@shared_options
@click.pass_obj
def reprint(invocation: Invocation, label: str) -> None:
    """Print the slip of today's number LABEL again, with the same number and code.

    It says that it is a reprint, unless no slip of it can have come out. Ends with 0 when the
    number is safe, also where the paper did not come out.
    """
    from kiosk.app.paperwork import Paperwork
    from kiosk.app.unfinished import issued_again

    desk = own_desk(invocation, "Reprint it there, on its technician's screen (Antrean).")
    try:
        recalled = desk.store.recall(label, desk.now())
        issued = issued_again(desk, recalled.visit.visit) if recalled else None
        if issued is None:
            raise UnknownId(
                f"{label}: no such number was given today.", "Look it up with `kiosk ticket jobs`."
            )
        printed = Paperwork(desk, invocation.folder).print_again(issued)
    finally:
        desk.store.close()
    labels = [ticket.label for ticket in issued.visit.tickets]
    body = print_report(printed)
    report = {**body, "labels": labels, "slip": printed.path, "print": body}
    invocation.answer(report, f"{' '.join(labels)}  {print_words(printed)}")


def _jobs(invocation: Invocation, *, all_days: bool) -> list[Any]:
    from kiosk.store.reading import open_reader

    try:
        desk = own_desk(invocation, "")
    except SecondWriter:
        with open_reader(invocation.folder) as reader:
            return reader.jobs(all_days=all_days)
    try:
        found: list[Any] = desk.store.jobs(all_days=all_days)
        return found
    finally:
        desk.store.close()


def _print_body(job: Any) -> dict[str, Any]:
    names = ("job", "copy", "outcome", "reason", "proof")
    return {name: getattr(job, name) for name in names}


def _issue_one(invocation: Invocation, desk: Any, paperwork: Any, request: Request) -> None:
    from kiosk.visits.report import visit_report

    began = time.perf_counter()
    issued = desk.issue(request, print_copy=paperwork is not None)
    timings = {"commit": _ms(began)}
    labels = " ".join(ticket.label for ticket in issued.visit.tickets)
    if paperwork is None:
        invocation.answer(visit_report(issued, timings_ms=timings), labels)
        return
    printed = paperwork.print_slip(issued)
    timings["slip"] = printed.slip_ms
    report = visit_report(
        issued, slip=printed.path, timings_ms=timings, printed=print_report(printed)
    )
    invocation.answer(report, f"{labels}  {print_words(printed)}")


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
