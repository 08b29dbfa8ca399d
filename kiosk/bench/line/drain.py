"""How fast one terminal's backlog drains, and what an event costs on the wire.

The real agent (``kiosk sync now``, from the start of its process to its end) sends a ledger of
several days over a counting relay to a real server, which keeps its books in SQLite. Agent, relay
and server share the machine.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import dataclass

from kiosk.bench.line.province import own_province
from kiosk.bench.line.relay import counting
from kiosk.bench.line.terminals import Terminal, terminals
from kiosk.bench.programs import environment, module

EVENTS, DAYS, RUNS = 30_000, 10, 5
QUICK_EVENTS, QUICK_RUNS = 10_000, 1


@dataclass(frozen=True, slots=True)
class Drained:
    """One run: events a second, and bytes an event, both ways."""

    rate: float
    wire: float


def drains(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``drain`` in events/s and ``wire`` in bytes an event, a terminal a run."""
    found = drained(QUICK_EVENTS, QUICK_RUNS) if quick else drained(EVENTS, RUNS)
    return {"drain": [run.rate for run in found], "wire": [run.wire for run in found]}


def drained(events: int, runs: int, days: int = DAYS) -> list[Drained]:
    """Drain ``runs`` terminals of ``events`` each, one after the other."""
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        made = terminals(folder, runs, events, days)
        with own_province(folder) as province:
            found: list[Drained] = []
            for terminal in made:
                with counting(province.url) as relay:
                    province.enrol([terminal], by=relay.url)
                    before = relay.up + relay.down
                    seconds = _send(terminal)
                    spent = relay.up + relay.down - before
                found.append(Drained(events / seconds, spent / events))
            return found


def _send(terminal: Terminal) -> float:
    """Send all there is; return the seconds. Raises ``CalledProcessError`` where some is left."""
    command = module("kiosk", "sync", "now", "--json", "--data", terminal.folder)
    began = time.perf_counter()
    subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
