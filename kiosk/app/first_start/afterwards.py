"""After the first start: what was done on the way goes into the ledger, now that there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.app.first_start.draft import FILE as DRAFT
from kiosk.app.first_start.progress import forget_progress, read_progress
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.without_pin import FIRST_START
from kiosk.clock import Clock
from kiosk.store.store import Store


def write_down(data: Path, store: Store, clock: Clock) -> None:
    """Record the first start and what it brought, then forget it; on the storage thread.

    After a power cut in between some of it is recorded twice, and none of it lost. A first start
    that was broken off, for a configuration that came by another way, leaves only its file.
    """
    progress = read_progress(data)
    if progress.finished:
        for kind, body in progress.events:
            store.record(kind, {"person": FIRST_START, **body}, clock.now())
        trial = progress.facts.get("trial")
        if trial is not None:
            store.record_trial(trial["printer"], FIRST_START, came_out=trial["came_out"])
        told = {name: progress.facts[name] for name in _TOLD if name in progress.facts}
        body = {"steps": dict(progress.answers), **told}
        store.record("terminal.first_start", body, clock.now())
    (data / DRAFT).unlink(missing_ok=True)  # Only where it was broken off.
    forget_progress(data)


def tried(_result: Any, error: Exception | None) -> None:
    """Take the answer: where the disk is full, the next start tries again."""
    raise_if_ours(None, error)


_TOLD = ("date", "picture", "touch", "people")
"""Facts that the event tells."""
