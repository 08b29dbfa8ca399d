"""Quiet work: handed to the storage thread only while nobody stands before the kiosk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.app.executor import Executor
from kiosk.app.paper_line import raise_if_ours
from kiosk.clock import Clock

SOON_MS = 1_000
LATER_MS = 60_000
"""Milliseconds until the next step, where there is more to do and where there is not."""


class QuietWork:
    """Asks for one step at a time. Belongs to the GUI thread."""

    def __init__(self, storage: Executor, step: Callable[[], bool], clock: Clock) -> None:
        """Begin a minute after the start, when the first visitor was served."""
        self._storage, self._step, self._clock = storage, step, clock
        self._under_way = False
        self._due_at = clock.mono_ms() + LATER_MS

    def look(self, *, quiet: bool) -> None:
        """Have a step done, when it is time and it is ``quiet``."""
        if self._under_way or not quiet or self._clock.mono_ms() < self._due_at:
            return
        self._under_way = True
        self._storage.submit(self._step, self._done)

    def _done(self, more: Any, error: Exception | None) -> None:
        self._under_way = False
        self._due_at = self._clock.mono_ms() + (SOON_MS if more else LATER_MS)
        raise_if_ours(None, error)
