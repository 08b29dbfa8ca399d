"""How much memory the agent takes however long its backlog is.

The real ``kiosk agent`` sends the backlog to a real server; its peak is read from the kernel once
everything has arrived. Interpreter, TLS and signatures take some 45 MB, a batch and SQLite's pages
a few more. The goal leaves half of that again: a million events in memory would be 450 MB.
"""

from __future__ import annotations

import tempfile

from kiosk.bench.line.province import own_province
from kiosk.bench.line.terminals import terminals
from kiosk.bench.programs import module, most_memory_mb, running, wait_until
from sync.agent.standing import read_standing

EVENTS, DAYS = 1_000_000, 200
QUICK_EVENTS, QUICK_DAYS = 100_000, 20
LONGEST_S = 1800


def backlogs(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``agent_rss``, the agent's most resident memory in MB."""
    peak = peak_mb(QUICK_EVENTS, QUICK_DAYS) if quick else peak_mb(EVENTS, DAYS)
    return {"agent_rss": [peak]}


def peak_mb(events: int, days: int) -> float:
    """Return the agent's most memory in MB while it drains ``events``."""
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        (terminal,) = terminals(folder, 1, events, days)
        with own_province(folder) as province:
            province.enrol([terminal])
            with running(module("kiosk", "agent", "--data", terminal.folder)) as agent:
                wait_until(lambda: read_standing(terminal.folder)["backlog"] == 0, LONGEST_S)
                return most_memory_mb(agent)
