"""A kiosk that gives numbers meanwhile: ``python -m kiosk.bench.line.issuing FOLDER``.

Says "ready" after its first number. From the first line of standard input on it gives one every
100 ms until that ends, and then says how long each took until its commit, as JSON (ms).
"""

from __future__ import annotations

import json
import select
import sys
import time
from itertools import cycle
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.equipment import load_premises, open_desk
from kiosk.app.foundation import lay_foundation
from kiosk.commands.invocation import Invocation
from kiosk.visits.model import Request

_EVERY_S = 0.1
_SERVICES = ("disdukcapil-kia", "samsat-pkb-tahunan", "polres-skck-baru")
"""Of three queues, so that none runs full within five minutes."""


def main() -> None:
    """Give numbers from the desk of the named folder."""
    foundation = lay_foundation(Path(sys.argv[1]), Invocation().clock())
    desk = open_desk(foundation, load_premises(foundation))
    try:
        services = cycle(_SERVICES)
        _issue_ms(desk, next(services))
        print("ready", flush=True)  # noqa: T201 - the answer to the parent process
        sys.stdin.readline()
        found: list[float] = []
        while not select.select([sys.stdin], [], [], _EVERY_S)[0]:
            found.append(_issue_ms(desk, next(services)))
    finally:
        desk.store.close()
    print(json.dumps(found), flush=True)  # noqa: T201


def _issue_ms(desk: Desk, service: str) -> float:
    began = time.perf_counter()
    desk.issue(Request((service,)), print_copy=True)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
