"""A kiosk for tests: issues visits, writes each label after its commit, and may be killed.

Called as ``issue_until_told.py FOLDER COUNT [--mark]``; with ``--mark`` it writes a mark to stderr
around every visit, so that a trace shows what belongs to it.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, time
from pathlib import Path

from kiosk.catalogue.mall import Counter
from kiosk.clock import GivenClock
from kiosk.store.store import open_store
from kiosk.visits.model import Request, Stop
from kiosk.visits.ports import Draft

QUEUES = [a + b for a in "ABCDEFGHJK" for b in "ABCDEFGHJK"]


def main(folder: str, count: str, *options: str) -> None:
    """Issue ``count`` visits, each in another pair of queues, with a slip to print."""
    clock = GivenClock(datetime.fromisoformat("2026-11-24T09:41"))
    store = open_store(
        Path(folder), mall="contoh-pringsewu", terminal=None, clock=clock, queue_day_starts=time(3)
    )
    for number in range(int(count)):
        if "--mark" in options and number == int(count) // 2:
            store.checkpoint()
        _mark(options, b"begin\n")
        visit = store.issue(_draft(number), clock.now())
        _mark(options, b"end\n")
        labels = " ".join(ticket.label for ticket in visit.tickets)
        sys.stdout.write(f"{labels}\n")
        sys.stdout.flush()
    store.close()


def _draft(number: int) -> Draft:
    stops = tuple(
        Stop(queue, (f"instansi-{queue}",), (f"layanan-{queue}",), (Counter(1, 1),))
        for queue in (QUEUES[number % 100], QUEUES[(number + 1) % 100])
    )
    request = Request(("layanan-a", "layanan-b"), "anak-lahir", (("menikah", True),))
    return Draft(stops, (), None, None, "id", 1, print_copy=True, request=request)


def _mark(options: tuple[str, ...], text: bytes) -> None:
    if "--mark" in options:
        os.write(2, text)


if __name__ == "__main__":
    main(*sys.argv[1:])
