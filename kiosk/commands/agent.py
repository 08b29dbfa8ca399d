"""``kiosk agent``: the line to the province, in a process of its own."""

from __future__ import annotations

import signal

import click

from kiosk.commands.invocation import Invocation, shared_options


@click.command()
@shared_options
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Send the ledger to the province, until SIGTERM or Ctrl+C.

    Reads the ledger and writes only what it has learnt of the line, so it never makes a ticket
    wait. Says on stderr when the line's state changes, with --json as one object a line. Ends with
    3 where the terminal is not enrolled.
    """
    from kiosk.app.line import line_enrolment, log_line
    from kiosk.app.line_attendance import Attendance

    line_enrolment(invocation.folder)
    log_line(as_json=invocation.json)
    attendance = Attendance(invocation.folder)

    def stop(_number: int, _frame: object) -> None:
        attendance.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    attendance.run()
