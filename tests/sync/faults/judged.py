"""A run lived through and judged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.sync.faults.backups import Database
from tests.sync.faults.checker import check
from tests.sync.faults.history import History
from tests.sync.faults.run import Run
from tests.sync.faults.settled import load_all, settled
from tests.sync.faults.weather import EVERYTHING, Climate
from tests.sync.postgres import roomy_memory


@dataclass(frozen=True)
class Judged:
    """What became of a run. ``events`` are those that the province holds, ``strays`` included."""

    seed: int
    history: History
    breaches: list[str]
    faults: Mapping[str, int]
    events: int
    strays: int


def judge(
    seed: int,
    database: Callable[[Path], Database] | None = None,
    spoilt: AbstractContextManager[object] | None = None,
    climate: Climate = EVERYTHING,
) -> Judged:
    """Live through a run and judge it; ``spoilt`` may break a part of the program meanwhile."""
    load_all()
    # In memory: what a killed process leaves is in the system's cache, whatever the disk does.
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=roomy_memory()))
    try:
        with settled(seed), spoilt or nullcontext():
            where = database(folder) if database else None
            history = Run(seed, folder, where, climate).go()
    finally:
        shutil.rmtree(folder)
    return Judged(
        seed,
        history,
        check(history),
        history.faults(),
        sum(len(look.held) + len(look.strays) for look in history.last.values()),
        sum(len(look.strays) for look in history.last.values()),
    )
