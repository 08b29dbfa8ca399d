"""``kiosk demo``: what ``./run`` starts, at an hour when the example mall is open."""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from pathlib import Path

import click

from kiosk.catalogue.hours import Timetable
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import KioskError

SHOW_TIME = time(9, 41)
LOOK_BACK_DAYS = 30


@click.command()
@click.option("--windowed", is_flag=True, help="Open a window instead of the full screen.")
@shared_options
@click.pass_context
def command(context: click.Context, windowed: bool) -> int:  # noqa: FBT001 - click's option
    """Open the kiosk, or without a display make a whole visit off-screen.

    When the mall is closed at this hour, the clock starts at its last opening day, 09.41. An
    enrolled one sends its ledger to the province meanwhile, as `kiosk agent` does.
    """
    invocation: Invocation = context.obj
    _open_the_mall(invocation)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        from kiosk.commands.run import open_kiosk

        return open_kiosk(invocation, full_screen=not windowed, with_line=True)
    from kiosk.app.line_attendance import agent_thread
    from kiosk.commands.visit import command as visit

    click.echo("No display here: the kiosk makes a whole visit by itself, off-screen.", err=True)
    with agent_thread(invocation.folder):
        context.invoke(
            visit,
            services=(),
            life_event="buka-usaha-makanan",
            all_steps=False,
            answers=(),
            priority=None,
            lang="id",
            out=None,
        )
    _send_the_visit(invocation.folder)
    return 0


def _send_the_visit(folder: Path) -> None:
    """Bring the visit to the province that the demo belongs to, if it belongs to one."""
    from kiosk.app.line import send_now
    from kiosk.app.line_news import ENROLMENT

    if not (folder / ENROLMENT).exists():
        return
    try:
        _code, empty = send_now(folder)
        words = "has all of it" if empty else "was not reached; `kiosk sync now` tries again"
    except KioskError as reason:  # The visit is made all the same.
        words = f"was not reached: {reason.message} {reason.remedy}"
    click.echo(f"The province {words}.", err=True)


def _open_the_mall(invocation: Invocation) -> None:
    from kiosk.app.foundation import has_far_province, lay_foundation

    clock = invocation.clock()
    table = lay_foundation(invocation.folder, clock).timetable
    settled = clock.given or has_far_province(invocation.folder)
    if settled or table.mall_accepts(clock.now()):
        return
    start = last_opening_day(table, clock.now())
    invocation.now = start.isoformat(timespec="minutes")
    click.echo(
        f"The mall is closed now, so the clock starts at {start:%A, %d %B %Y, %H.%M}.", err=True
    )


def last_opening_day(table: Timetable, now: datetime) -> datetime:
    """Return 09.41 of the last day, today included, on which the mall was open by then."""
    for back in range(LOOK_BACK_DAYS):
        moment = datetime.combine(now.date() - timedelta(days=back), SHOW_TIME, now.tzinfo)
        if moment <= now and table.mall_spans(moment.date()):
            return moment
    return now
