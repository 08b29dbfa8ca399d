"""A kiosk for tests: prints again what the last start left, then issues and prints until killed.

Called as ``print_until_killed.py FOLDER COUNT``. Writes one line after each commit and one after
each paper; whoever reads them may kill it at any moment.
"""

from __future__ import annotations

import sys
import threading
from datetime import datetime
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.equipment import load_premises, open_desk
from kiosk.app.foundation import lay_foundation
from kiosk.app.paperwork import Paperwork, Printed
from kiosk.app.unfinished import issued_again
from kiosk.clock import GivenClock
from kiosk.visits.model import Request

SERVICE = "disdukcapil-ktp-hilang-rusak"


def main(folder: str, count: str) -> None:
    """Print again, then issue and print ``count`` visits."""
    foundation = lay_foundation(
        Path(folder), GivenClock(datetime.fromisoformat("2026-11-24T09:41"))
    )
    desk = open_desk(foundation, load_premises(foundation))
    paperwork = Paperwork(desk, foundation.data, _pause)
    paperwork.warm()
    _print_again(desk, paperwork)
    for _visit in range(int(count)):
        issued = desk.issue(Request((SERVICE,)), print_copy=True)
        label = issued.visit.tickets[0].label
        _tell("issued", label)
        _tell_of(label, paperwork.print_slip(issued))
    desk.store.close()


def _print_again(desk: Desk, paperwork: Paperwork) -> None:
    """Do what somebody at the glass would ask for, for each slip that was cut off."""
    for job in desk.store.recovered:
        issued = issued_again(desk, job.visit)
        if issued is not None:
            _tell_of(issued.visit.tickets[0].label, paperwork.print_again(issued))


def _tell_of(label: str, printed: Printed) -> None:
    _tell("paper", label, str(printed.copy), printed.outcome.result, printed.outcome.reason or "-")


def _tell(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def _pause(_seconds: float) -> None:
    """Wait until the printer has noticed that its last client is dead."""
    threading.Event().wait(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
