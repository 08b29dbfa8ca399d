"""Sixty kiosks that come back at one moment after thirty days without a network.

Their agents begin together and send to one real server with PostgreSQL; it ends when every closed
day of every kiosk is proven, which a kiosk only says where the province's root is its own. One of
them has a ``kiosk agent`` to itself and gives numbers meanwhile; each of these commits is timed.
All of it shares one machine. Server, database and the other kiosks stand for machines of their own,
so they run with a lower priority than the kiosk that is measured; the disk they all share.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from kiosk.bench.line.province import own_province
from kiosk.bench.line.terminals import Terminal, terminals
from kiosk.bench.postgres import own_postgres
from kiosk.bench.programs import NotInTime, giving_way, module, running, said, tell, wait_until
from sync.agent.standing import read_standing

KIOSKS, DAYS, EVENTS_A_DAY = 60, 30, 400
FLEETS = 3
LONGEST_S = 600


@dataclass(frozen=True, slots=True)
class Herd:
    """How it went: seconds until nothing changed any more, days not proven, ms of each commit."""

    seconds: float
    unproven: int
    commit_ms: list[float]


def herds(_quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``herd`` in s, ``herd_unproven`` in days and ``herd_commit`` in ms.

    Raises ``ToolMissing``.
    """
    with own_postgres(gives_way=True) as url:
        found = come_back(KIOSKS, DAYS, EVENTS_A_DAY, url)
    return {
        "herd": [found.seconds],
        "herd_unproven": [found.unproven],
        "herd_commit": found.commit_ms,
    }


def come_back(kiosks: int, days: int, events_a_day: int, database: str | None) -> Herd:
    """Let so many kiosks come back with so many closed days each, and one more that is open."""
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        made = terminals(folder, kiosks, events_a_day * (days + 1), days + 1)
        with own_province(folder, database, gives_way=True) as province:
            province.enrol(made)
            busy, *others = made
            with _issuing(busy) as issuing, _fleets(others) as fleets:
                began = time.perf_counter()
                for process in (issuing, *fleets):
                    tell(process, "go")
                with running(module("kiosk", "agent", "--data", busy.folder)):
                    unproven = _unproven_at_last(made, days)
                    seconds = time.perf_counter() - began
                    commit_ms = _ended(issuing)
    return Herd(seconds, unproven, commit_ms)


def _unproven_at_last(made: Sequence[Terminal], days: int) -> int:
    """Wait until every day is proven, but not for ever; return how many are not."""
    left = dict.fromkeys(made, days)

    def all_proven() -> bool:
        for terminal in list(left):
            left[terminal] = days - _proven(terminal)
            if left[terminal] <= 0:
                del left[terminal]
        return not left

    try:
        wait_until(all_proven, LONGEST_S)
    except NotInTime:
        return sum(left.values())
    return 0


def _proven(terminal: Terminal) -> int:
    found = read_standing(terminal.folder)["days"]
    return sum(day["state"] == "proven" for day in found)


@contextmanager
def _issuing(terminal: Terminal) -> Generator[subprocess.Popen[str]]:
    with running(module("kiosk.bench.line.issuing", terminal.folder)) as process:
        said(process)
        yield process


def _ended(issuing: subprocess.Popen[str]) -> list[float]:
    assert issuing.stdin is not None  # noqa: S101 - it was made with a pipe
    issuing.stdin.close()
    found: list[float] = json.loads(said(issuing))
    return found


@contextmanager
def _fleets(made: Sequence[Terminal]) -> Generator[list[subprocess.Popen[str]]]:
    """Open the agents of all terminals, in a few processes; they go when they are told."""
    with ExitStack() as stack:
        shares = [share for first in range(FLEETS) if (share := made[first::FLEETS])]
        processes = [stack.enter_context(running(giving_way(_fleet(share)))) for share in shares]
        for process in processes:
            said(process)
        yield processes


def _fleet(made: Sequence[Terminal]) -> list[str]:
    return module("kiosk.bench.line.fleet", *(terminal.folder for terminal in made))
