"""The promised figures and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kiosk.bench import processes, recovery
from kiosk.bench.figure import Figure, Goal, LeftOut, ToolMissing, figure
from kiosk.bench.line import backlog, drain, herd, ingest

GOALS = {
    "commit": ("ms", Goal(p50=5, p99=50)),
    "slip": ("ms", Goal(p50=15)),
    "first_byte": ("ms", Goal(p50=20, p95=50)),
    "told": ("ms", Goal(most=100)),
    "first_frame": ("ms", Goal(p50=400)),
    "ready": ("ms", Goal(p50=900)),
    "start_big": ("ms", Goal(most=1500)),
    "rss": ("MB", Goal(most=160)),
    "rss_growth": ("MB", Goal(most=5)),
    "screen_change": ("ms", Goal(p95=60)),
    "search": ("ms", Goal(p95=5)),
    "fsyncs_per_visit": ("fsyncs", Goal(most=1)),
    "recover_deleted": ("ms", Goal(most=3000)),
    "recover_damaged": ("ms", Goal(most=3000)),
    "recover_zeroed": ("ms", Goal(most=3000)),
    "drain": ("events/s", Goal(p50_least=1000)),
    "wire": ("B/event", Goal(most=110)),
    "ingest": ("events/s", Goal(p50_least=8000)),
    "ingest_batch": ("ms", Goal(p99=150)),
    "ingest_sqlite": ("events/s", Goal()),
    "agent_rss": ("MB", Goal(most=80)),
    "herd": ("s", Goal()),
    "herd_unproven": ("days", Goal(most=0)),
    "herd_commit": ("ms", Goal(p99=50)),
}


def measure(names: Sequence[str], *, quick: bool) -> Iterator[Figure | LeftOut]:
    """Yield the named figures, each kind of measurement in a process of its own."""
    for kind, wanted in _KINDS:
        here = [name for name in names if name in wanted]
        if not here:
            continue
        try:
            values = kind(quick)
        except ToolMissing as reason:
            yield from (LeftOut(name, reason) for name in here)
            continue
        for name in here:
            unit, goal = GOALS[name]
            yield figure(name, values[name], unit, goal)


_KINDS: tuple[tuple[Callable[[bool], dict[str, list[float]]], tuple[str, ...]], ...] = (
    (processes.visits, ("commit", "slip")),
    (processes.papers, ("first_byte", "told")),
    (processes.screens, ("screen_change",)),
    (processes.searches, ("search",)),
    (processes.starts, ("first_frame", "ready")),
    (processes.big_starts, ("start_big",)),
    (processes.memory, ("rss", "rss_growth")),
    (processes.fsyncs, ("fsyncs_per_visit",)),
    (recovery.recoveries, ("recover_deleted", "recover_damaged", "recover_zeroed")),
    (drain.drains, ("drain", "wire")),
    (ingest.into_postgres, ("ingest", "ingest_batch")),
    (ingest.into_sqlite, ("ingest_sqlite",)),
    (backlog.backlogs, ("agent_rss",)),
    (herd.herds, ("herd", "herd_unproven", "herd_commit")),
)
