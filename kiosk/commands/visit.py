"""``kiosk visit``: a whole visit through the real window, off-screen, by touches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import UsageError
from kiosk.visits.model import PRIORITY_GROUPS, Request


@click.command()
@click.argument("services", nargs=-1, metavar="SERVICE...")
@click.option("--life-event", metavar="ID", help="Visit a life event instead of services.")
@click.option("--all-steps", is_flag=True, help="Tick the optional steps of the life event too.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="CONDITION=yes|no",
    help="Answer a condition; those without an answer stay open.",
)
@click.option("--priority", type=click.Choice(PRIORITY_GROUPS), help="Ask for special help.")
@click.option("--lang", default="id", show_default=True, type=click.Choice(["id", "en"]))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the pictures (default: pictures below the data folder).",
)
@shared_options
@click.pass_obj
def command(
    invocation: Invocation,
    services: tuple[str, ...],
    life_event: str | None,
    all_steps: bool,  # noqa: FBT001 - click passes options by keyword
    answers: tuple[str, ...],
    priority: str | None,
    lang: str,
    out: Path | None,
) -> None:
    """Make a whole visit of SERVICE... or of a life event, and print its slip.

    Every touch is a real one; each step is kept as a picture.
    """
    from kiosk.commands.paper import slip_words

    request = _checked_request(invocation, services, life_event, answers, priority, lang)
    wanted = dict(parse_answers(answers))
    report = make_visit(invocation, request, wanted, all_steps=all_steps, out=out)
    labels = ", ".join(ticket["label"] for ticket in report["tickets"])
    later = "".join(f"\n  later: {s['service']} ({s['reason']})" for s in report["later"])
    invocation.answer(
        report,
        f"Numbers: {labels}{later}\n"
        f"Bring:   {report['count_to_bring']} documents, instead of "
        f"{report['documents_unmerged']} on separate lists\n"
        f"Slip:    {slip_words(report['slip'], report['print'])}\nPictures: {_folder_of(report)}\n"
        f"Ledger:  {invocation.folder / 'ledger.db'}",
    )


def parse_answers(answers: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return CONDITION=yes|no texts as pairs; raises ``UsageError`` for any other form."""
    found: list[tuple[str, bool]] = []
    for text in answers:
        name, _, value = text.partition("=")
        if value not in {"yes", "no"}:
            raise UsageError(f"{text!r} is no answer.", "Write it as CONDITION=yes or =no.")
        found.append((name, value == "yes"))
    return found


def make_visit(
    invocation: Invocation,
    request: Request,
    answers: Mapping[str, bool],
    *,
    all_steps: bool,
    out: Path | None,
) -> dict[str, Any]:
    """Make one visit through a window of its own and return its report."""
    from kiosk.app.application import kiosk_application
    from kiosk.app.foundation import lay_foundation
    from kiosk.app.preflight import refuse_taken_folder
    from kiosk.app.rehearsal import Rehearsal
    from kiosk.app.window import KioskWindow
    from kiosk.commands.paper import print_report
    from kiosk.visits.report import visit_report
    from ui.theme.theme import DESIGN_SIZE

    foundation = lay_foundation(invocation.folder, invocation.clock())
    refuse_taken_folder(foundation.data)
    kiosk_application(offscreen=True)
    window = KioskWindow(foundation, DESIGN_SIZE, dead_ms=0)
    rehearsal = Rehearsal(window, out or _next_folder(foundation.data / "pictures"))
    try:
        window.open(full_screen=False)
        _walk(rehearsal, request, answers, all_steps=all_steps)
        issued = rehearsal.take_numbers()
    finally:
        window.close()
    printed = rehearsal.printed
    return visit_report(
        issued,
        slip=printed.path if printed else None,
        screenshots=rehearsal.screenshots,
        timings_ms=rehearsal.timings_ms,
        printed=print_report(printed) if printed else None,
    )


def _walk(
    rehearsal: Any, request: Request, answers: Mapping[str, bool], *, all_steps: bool
) -> None:
    from kiosk.app import whole_visit

    rehearsal.begin(request.language)
    if request.life_event is not None:
        whole_visit.visit_life_event(rehearsal, request.life_event, answers, all_steps=all_steps)
    else:
        whole_visit.visit_services(rehearsal, request.services, answers)
    whole_visit.look_at_documents(rehearsal)
    if request.priority is not None:
        whole_visit.choose_priority(rehearsal, request.priority)
    whole_visit.refuse_without_number(rehearsal)


def _checked_request(
    invocation: Invocation,
    services: tuple[str, ...],
    life_event: str | None,
    answers: tuple[str, ...],
    priority: str | None,
    lang: str,
) -> Request:
    """Check ids and counts before a window opens, so that misuse is told at once."""
    from kiosk.app.equipment import load_premises
    from kiosk.app.foundation import lay_foundation
    from kiosk.visits.plan import chosen_services

    if bool(services) == bool(life_event):
        raise UsageError("Name services or one life event.", "See `kiosk visit --help`.")
    parsed = tuple(parse_answers(answers))
    request = Request(services, life_event, parsed, priority, lang)
    premises = load_premises(lay_foundation(invocation.folder, invocation.clock()))
    for name, _answer in parsed:
        if name not in premises.catalogue.conditions:
            known = ", ".join(premises.catalogue.conditions)
            raise UsageError(f"There is no condition {name!r}.", f"Known: {known}.")
    chosen_services(premises, request)
    return request


def _next_folder(folder: Path) -> Path:
    """Return a folder of this visit's own, numbered after those that are there."""
    taken = [int(path.name) for path in folder.glob("[0-9]*") if path.name.isdecimal()]
    return folder / f"{max(taken, default=0) + 1:03}"


def _folder_of(report: Mapping[str, Any]) -> str:
    pictures = report["screenshots"]
    return str(Path(pictures[0]).parent) if pictures else "none"
