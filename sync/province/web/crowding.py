"""How many are let in at once, and how the others are asked to come later.

Memory is bounded by two numbers: ``bodies`` that may lie here packed (512 KB each), and ``takers``
that may have one unpacked in hand. What the terminals are told (``pace_ms``) keeps them below both.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import anyio
import anyio.to_thread

from sync.province.web.declining import Declined
from sync.wire import problems

T = TypeVar("T")

NEXT_S = 60
"""Seconds until a terminal with nothing to send says hello again, give or take a quarter."""


@dataclass(frozen=True, slots=True)
class Room:
    """``bodies`` under way at once, ``takers`` and ``readers`` at the books; ``calm`` go unpaced.

    ``each_ms`` is what one batch keeps a taker busy for, roughly: the pace adds as much for every
    upload beyond ``calm``.
    """

    bodies: int = 64
    takers: int = 4
    readers: int = 4
    calm: int = 8
    each_ms: int = 50


class Crowd:
    """Counts who is inside; belongs to one event loop."""

    def __init__(self, room: Room, chance: Callable[[], float]) -> None:
        """``chance`` returns a number from 0 up to 1, as ``random.random``."""
        self._room, self._chance = room, chance
        self._takers = anyio.CapacityLimiter(room.takers)
        self._readers = anyio.CapacityLimiter(room.readers)
        self.uploads = 0

    @contextmanager
    def upload(self) -> Generator[None]:
        """Count one upload; raises ``Declined`` (``busy``) where there is no room for its body."""
        if self.uploads >= self._room.bodies:
            retry_s = 2 + round(8 * self._chance())
            raise Declined(problems.BUSY, "too many come at once", retry_s=retry_s)
        self.uploads += 1
        try:
            yield
        finally:
            self.uploads -= 1

    def pace_ms(self) -> int:
        """Return how long a terminal is to wait between two batches."""
        return max(0, self.uploads - self._room.calm) * self._room.each_ms

    def next_s(self) -> int:
        """Return when to come again with nothing to send, spread so that no herd forms."""
        return round(NEXT_S * (0.75 + 0.5 * self._chance()))

    async def take(self, work: Callable[[], T]) -> T:
        """Do blocking work with a body in hand, in a thread, when it is its turn."""
        return await anyio.to_thread.run_sync(work, limiter=self._takers)

    async def read(self, work: Callable[[], T]) -> T:
        """Do blocking work that only asks; it never waits behind uploads."""
        return await anyio.to_thread.run_sync(work, limiter=self._readers)
