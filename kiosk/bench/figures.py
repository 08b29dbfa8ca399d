"""The promised figures and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kiosk.bench import processes
from kiosk.bench.figure import Figure, Goal, LeftOut, ToolMissing, figure

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
)
