"""The agent of a run: the real uploader over the real ``line.db``, killed and started again."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import sync.agent
import sync.line_store
from kiosk.clock import boot_id
from sync.agent.ledgers import FolderLedgers
from sync.agent.line import Terminal
from sync.agent.ports import Transport
from sync.agent.schedule import Schedule
from sync.agent.uploader import Outcome, Uploader
from sync.line_store import LineStore, Watermark
from sync.wire.keys import TERMINAL_KEY, load_key
from tests.sync.faults import kinds
from tests.sync.faults.clocks import MachineClock, TrueTime
from tests.sync.faults.history import Fault, History
from tests.sync.faults.mortal import Mortal

SOURCES = [Path(package.__file__ or "").parent for package in (sync.agent, sync.line_store)]
APP = "anjungan test"
STARTS = 0.3
"""Share of the kills that befall an agent which is about to start."""

LINK_FLAPS = 0.2
"""Share of the waits in which the link comes up again."""


def owned_by_agent(name: str) -> bool:
    """Whether a file of the data folder is the agent's own."""
    return name.startswith("line.db")


class HandWaiter:
    """Waits by letting the run's time pass; implements ``sync.agent.ports.Waiter``."""

    def __init__(self, true: TrueTime) -> None:
        """Wait on ``true``."""
        self._true = true

    def wait(self, seconds: float) -> bool:
        """Let the time pass and go on."""
        self._true.pass_(seconds)
        return True


class AgentSide:
    """One agent's process over one data folder."""

    def __init__(
        self,
        folder: Path,
        name: str,
        machine: int,
        clock: MachineClock,
        line: Transport,
        true: TrueTime,
        history: History,
        chance: random.Random,
    ) -> None:
        """Be the agent of terminal ``name`` on machine number ``machine``; not started yet."""
        self.folder, self.name = folder, name
        self._machine = hashlib.sha256(f"machine {machine} of {name}".encode()).hexdigest()
        self._clock, self._line, self._true = clock, line, true
        self._history, self._chance = history, chance
        self._mortal = Mortal(folder, SOURCES, owned_by_agent, self.stop, chance)
        self._store: LineStore | None = None
        self._uploader: Uploader | None = None
        self._schedule = self._fresh_schedule()

    def start(self) -> None:
        """Open ``line.db`` and be ready for attempts; comes up like a process that begins."""
        if self._store is not None:
            return
        self._store = LineStore(self.folder)
        key = load_key(self.folder / TERMINAL_KEY)
        assert key is not None
        self._schedule = self._fresh_schedule()
        self._uploader = Uploader(
            self._store,
            FolderLedgers(self.folder),
            self._line,
            key,
            self._clock,
            HandWaiter(self._true),
            boot_id=boot_id(),
            terminal=Terminal(APP, self._machine, lambda: 1000),
        )

    def stop(self) -> None:
        """End as a process does that is told to."""
        if self._store is not None:
            self._store.close()
            self._store = self._uploader = None

    def watermarks(self) -> list[Watermark]:
        """Return what the agent believes now; nothing while it does not run."""
        return list(self._store.state().watermarks) if self._store else []

    def run(self, attempts: int, between: Callable[[], object]) -> Outcome:
        """Make attempts, each when it is due; ``between`` is what others do meanwhile."""
        outcome = self.attempt()
        for _ in range(attempts - 1):
            between()
            outcome = self.attempt()
        return outcome

    def attempt(self) -> Outcome:
        """Wait until the next attempt is due, and make it."""
        self.start()
        assert self._uploader is not None
        if self._chance.random() < LINK_FLAPS:
            self.link_came_up()
        self._true.pass_(self._schedule.left(self._true.s))
        outcome = self._uploader.attempt()
        self._schedule.ended(outcome, self._true.s)
        return outcome

    def link_came_up(self) -> None:
        """Notice that there is a network again."""
        self.start()
        self._schedule.link_came_up(self._true.s)

    def attempt_until_killed(self) -> None:
        """Kill the agent at some line of an attempt, now and then of its start."""
        if self._chance.random() < STARTS:
            self.stop()
        what = "attempt" if self._store else "start"
        where = self._mortal.endanger(what, self.attempt)
        if where:
            self._history.add(self._true.s, "info", Fault(kinds.AGENT_KILLED, self.name, where))

    def _fresh_schedule(self) -> Schedule:
        return Schedule(self._true.s, self._chance.uniform, spread=True)
