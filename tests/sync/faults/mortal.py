"""A process that may be killed at any line of its work, and what is left of it then."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.sync.faults.kills import Killed, Owns, Snapshot, Trap

FIRST_GUESS = 400
"""Lines that a piece of work is taken to have before it was seen once."""


class Mortal:
    """Kills the work of one process: ``stop`` closes what it had open in this one."""

    def __init__(
        self,
        folder: Path,
        sources: Iterable[Path],
        owns: Owns,
        stop: Callable[[], object],
        chance: random.Random,
    ) -> None:
        """``owns`` names the files of ``folder`` that this process alone writes."""
        self._folder, self._sources, self._owns = folder, list(sources), owns
        self._stop, self._chance = stop, chance
        self._lines: dict[str, int] = {}
        self._numbers = itertools.count(1)

    def endanger(self, what: str, work: Callable[[], object]) -> str:
        """Do some work and kill it at some line; return where, "" if it was through before.

        ``what`` names the kind of work, so that each of its lines is as likely as any other.
        """
        snapshots: list[Snapshot] = []
        line = self._chance.randint(1, self._lines.get(what, FIRST_GUESS))
        trap = Trap(self._sources, line, lambda: snapshots.append(self._snapshot()))
        try:
            with trap.armed():
                work()
        except Killed:
            self._stop()
            for snapshot in snapshots:
                snapshot.put_back()
        finally:
            self._lines[what] = max(self._lines.get(what, FIRST_GUESS) // 2, trap.seen, 1)
        return trap.where

    def _snapshot(self) -> Snapshot:
        aside = self._folder.parent / f"killed-{self._folder.name}-{next(self._numbers)}"
        while aside.exists():
            aside = aside.with_name(f"{aside.name}+")
        return Snapshot(self._folder, aside, self._owns)
