"""How many events a second the province takes through HTTP, and how long a batch waits for it.

Four terminals with real ledgers send full batches, one connection each. The load comes from a
process of its own on the same machine; its batches are signed and packed beforehand. Server and
database are the real ones, the database with fsync on. First everything is sent as fast as it is
taken (``ingest``), then at the promised rate, and each batch timed from when it was due
(``ingest_batch``): as fast as possible it would only be told how many wait in front of it.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass

import msgspec

from kiosk.bench.line.load import Run
from kiosk.bench.line.province import own_province
from kiosk.bench.line.terminals import terminals
from kiosk.bench.postgres import own_postgres
from kiosk.bench.programs import module, running, said, tell
from sync.wire.messages import MOST_EVENTS

PROMISED = 8000
"""Events a second."""


@dataclass(frozen=True, slots=True)
class Plan:
    """So many ``runs`` of so many ``batches`` a terminal as fast as can be, then ``paced`` ones."""

    runs: int
    batches: int
    paced: int = 0
    kiosks: int = 4
    events: int = MOST_EVENTS

    @property
    def of_each(self) -> int:
        """Events that each terminal has to have; none may be left for a batch that is cut short."""
        return (self.runs * self.batches + self.paced) * self.events


FULL, QUICK = Plan(5, 40, paced=80), Plan(1, 10, paced=10)
FULL_SQLITE, QUICK_SQLITE = Plan(5, 40), Plan(1, 10)


def into_postgres(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``ingest`` in events/s and ``ingest_batch`` in ms; raises ``ToolMissing``."""
    with own_postgres() as url:
        rates, batch_ms = ingested(QUICK if quick else FULL, url)
    return {"ingest": rates, "ingest_batch": batch_ms}


def into_sqlite(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``ingest_sqlite``, the same rate into the embedded books."""
    rates, _ = ingested(QUICK_SQLITE if quick else FULL_SQLITE, None)
    return {"ingest_sqlite": rates}


def ingested(plan: Plan, database: str | None) -> tuple[list[float], list[float]]:
    """Return the events/s of each run, and the ms of each batch sent at the promised rate."""
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        made = terminals(folder, plan.kiosks, plan.of_each, days=20)
        with own_province(folder, database) as province:
            province.enrol(made)
            folders = [terminal.folder for terminal in made]
            with running(module("kiosk.bench.line.load", *folders)) as load:
                said(load)
                runs = [_run(load, plan.batches, 0) for _ in range(plan.runs)]
                paced = _run(load, plan.paced, PROMISED)
    return [run.events / run.seconds for run in runs], paced.batch_ms


def _run(load: subprocess.Popen[str], batches: int, rate: int) -> Run:
    tell(load, f"{batches} {rate}")
    return msgspec.json.decode(said(load), type=Run)
