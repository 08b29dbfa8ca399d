"""Kiosks that are broken on purpose, in their own process only: each must be found by the judge."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from kiosk import identity
from kiosk.store import connection, store
from kiosk.store.papers.print_jobs import PrintJob
from kiosk.store.papers.print_journal import PrintJournal


def none() -> None:
    """Break nothing."""


def synchronous_normal() -> None:
    """Commit without an fsync, as most programs with a WAL do."""
    connection._PRAGMAS["synchronous"] = ("NORMAL", 1)


def shown_before_the_commit() -> None:
    """Show a number as soon as it is known, a moment before it is written down."""
    write_visit = store.write_visit

    def hasty(*arguments: Any) -> Any:
        visit = write_visit(*arguments)
        labels = ", ".join(f'{{"label": "{ticket.label}"}}' for ticket in visit.tickets)
        line = (
            f'{{"queue_day": "{visit.queue_day}", "code": "{visit.code}", "tickets": [{labels}]}}'
        )
        os.write(sys.stdout.fileno(), line.encode() + b"\n")
        return visit

    store.write_visit = hasty


def sent_before_it_is_written_down() -> None:
    """Write down that a slip's first byte leaves when its last one has left."""
    sending, finish = PrintJournal.sending, PrintJournal.finish
    unwritten: set[int] = set()

    def soon(_self: PrintJournal, job: int) -> None:
        unwritten.add(job)

    def late(self: PrintJournal, job: int, *outcome: Any) -> PrintJob:
        if job in unwritten:
            sending(self, job)
        return finish(self, job, *outcome)

    PrintJournal.sending = soon
    PrintJournal.finish = late


def a_key_that_is_not_kept() -> None:
    """Make the mall's key without an fsync."""
    identity.os = type("Forgetful", (), {**vars(os), "fsync": staticmethod(lambda _file: None)})


FAULTS: Mapping[str, Callable[[], None]] = {
    fault.__name__: fault
    for fault in (
        none,
        synchronous_normal,
        shown_before_the_commit,
        sent_before_it_is_written_down,
        a_key_that_is_not_kept,
    )
}
