"""Watching the line from the glass: looks now and then on the storage thread, never waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.app.executor import Executor
from kiosk.app.paper_line import raise_if_ours
from kiosk.clock import Clock

LOOK_MS = 15_000
"""How often is looked whether the line is cut."""


class LineWatch:
    """``cut`` is what the last look found. Belongs to the GUI thread."""

    def __init__(self, storage: Executor, is_cut: Callable[[], bool], clock: Clock) -> None:
        """Begin with a line that nobody has looked at, and look."""
        self._storage, self._is_cut, self._clock = storage, is_cut, clock
        self._look_at = clock.mono_ms()
        self._under_way = False
        self.cut = False
        self.look()

    def look(self) -> None:
        """Look at the line, when it is time."""
        if self._under_way or self._clock.mono_ms() < self._look_at:
            return
        self._under_way = True
        self._look_at = self._clock.mono_ms() + LOOK_MS
        self._storage.submit(self._is_cut, self._seen)

    def _seen(self, cut: Any, error: Exception | None) -> None:
        self._under_way = False
        raise_if_ours(None, error)
        if cut is not None:
            self.cut = cut
