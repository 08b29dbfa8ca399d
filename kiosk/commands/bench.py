"""``kiosk bench``: measures what is promised, on this machine, and says whether it holds."""

from __future__ import annotations

import click

from kiosk.commands.invocation import Invocation, shared_options

PARTS = (
    "commit",
    "slip",
    "first_byte",
    "told",
    "first_frame",
    "ready",
    "start_big",
    "rss",
    "rss_growth",
    "screen_change",
    "search",
    "fsyncs_per_visit",
    "recover_deleted",
    "recover_damaged",
    "recover_zeroed",
    "drain",
    "wire",
    "ingest",
    "ingest_batch",
    "ingest_sqlite",
    "agent_rss",
    "herd",
    "herd_unproven",
    "herd_commit",
)

SLOW = ("start_big", "herd", "herd_unproven", "herd_commit")
"""What takes minutes to prepare, so that ``--quick`` leaves it out."""


@click.command()
@click.option("--only", "only", multiple=True, type=click.Choice(PARTS), help="Measure only this.")
@click.option("--quick", is_flag=True, help="Fewer repeats: a look, not a measurement.")
@shared_options
@click.pass_obj
def command(invocation: Invocation, only: tuple[str, ...], quick: bool) -> int:  # noqa: FBT001
    """Measure the promised figures; ends with 1 where one does not hold.

    Everything runs off-screen in folders of its own; the machine should do nothing else. A figure
    that wants a program which is not installed is left out, and says so; asked for by --only it
    ends with 1, too.
    """
    from kiosk.bench.figure import Figure
    from kiosk.bench.figures import measure

    holds = True
    parts = [part for part in PARTS if not (quick and part in SLOW)]
    for figure in measure(only or parts, quick=quick):
        holds &= figure.holds if isinstance(figure, Figure) else not only
        invocation.answer(figure.report(), figure.words())
    return 0 if holds else 1
