"""What is measured, run as ``python -m kiosk.bench.workload KIND ARGUMENT FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a cold start must not load the visitor's part
    from kiosk.bench.visitor import Visitor

WARM_VISITS, FEW_VISITS = 50, 5
VISIT = ("disdukcapil-ktp-hilang-rusak", "samsat-pkb-tahunan")


def start(began: str, folder: Path) -> dict[str, list[float]]:
    """Open the kiosk as ``kiosk run`` does; ms from the parent's clock to frame and readiness."""
    from kiosk.app.application import kiosk_application
    from kiosk.app.foundation import lay_foundation
    from kiosk.app.window import KioskWindow, window_size
    from kiosk.commands.invocation import Invocation

    foundation = lay_foundation(folder, Invocation().clock())
    application = kiosk_application()
    window = KioskWindow(foundation, window_size(full_screen=True))
    window.on_ready = application.exit
    window.open(full_screen=True)
    application.exec()
    window.close()
    zero = float(began)
    return {
        "first_frame": [(window.first_frame - zero) * 1000],
        "ready": [(window.ready - zero) * 1000],
    }


def visits(count: str, folder: Path) -> dict[str, list[float]]:
    """Make visits through the window; ms of commit and slip."""
    visitor = _warm_visitor(folder)
    timings = [visitor.visit(VISIT) for _number in range(int(count))]
    visitor.close()
    return {name: [timing[name] for timing in timings] for name in ("commit", "slip")}


def papers(count: str, folder: Path) -> dict[str, list[float]]:
    """Print visits on a raw printer; ms from commit to first byte, from its last word to the glass.

    The printer is simulated, with the speed of paper, in a process of its own.
    """
    from kiosk.app.print_room import choose_printer
    from kiosk.bench.printer import simulated_printer
    from printing.card import Card

    with simulated_printer() as address:
        choose_printer(folder, Card(address))
        visitor = _warm_visitor(folder)
        timings = [visitor.visit(VISIT) for _number in range(int(count))]
        visitor.close()
    return {name: [timing[name] for timing in timings] for name in ("first_byte", "told")}


def screens(_argument: str, folder: Path) -> dict[str, list[float]]:
    """Open every service and life event; ms of each screen change."""
    visitor = _warm_visitor(folder)
    found = {"screen_change": visitor.screen_changes()}
    visitor.close()
    return found


def searches(_argument: str, folder: Path) -> dict[str, list[float]]:
    """Search for every service, mistyped; ms of each search."""
    visitor = _warm_visitor(folder)
    found = {"search": visitor.searches()}
    visitor.close()
    return found


def _warm_visitor(folder: Path) -> Visitor:
    from kiosk.bench.visitor import Visitor

    visitor = Visitor(folder)
    for _number in range(FEW_VISITS):
        visitor.visit(VISIT)
    return visitor


def memory(count: str, folder: Path) -> dict[str, list[float]]:
    """Make 50 visits, then ``count`` more; resident MB after the first and the growth since."""
    from kiosk.bench.visitor import Visitor

    visitor = Visitor(folder)
    for _number in range(WARM_VISITS):
        visitor.visit(VISIT)
    first = _resident_mb()
    for number in range(int(count)):
        if number % 400 == 399:
            visitor.next_day()
        visitor.visit(VISIT)
    last = _resident_mb()
    visitor.close()
    return {"rss": [first], "rss_growth": [last - first]}


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")


def grow(events: str, folder: Path) -> dict[str, list[float]]:
    """Write a ledger of so many events over 200 days."""
    from kiosk.bench.big_ledger import big_ledger

    big_ledger(folder, int(events), days=200)
    return {}


_WORK = {
    "start": start,
    "visits": visits,
    "papers": papers,
    "screens": screens,
    "searches": searches,
    "memory": memory,
    "grow": grow,
}


def main() -> None:
    """Run the named workload and print its values as JSON."""
    kind, argument, folder = sys.argv[1:4]
    values = _WORK[kind](argument, Path(folder))
    print(json.dumps(values))  # noqa: T201 - the answer to the parent process


if __name__ == "__main__":
    main()
