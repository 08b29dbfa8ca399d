"""The worker: attempts, and the waits between them. It is watched, and replaced when it hangs."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.errors import KioskError
from sync.agent.link import LinkWatch
from sync.agent.ports import Waiter
from sync.agent.schedule import Schedule
from sync.agent.uploader import STOPPED, Outcome
from sync.agent.watched_files import Marks

LOG = logging.getLogger("sync.agent")

TICK_S = 3.0
"""How often a waiting worker looks at links and files."""

ATTEMPT_S = 300.0
"""Longest time between two signs of life within an attempt: one request with all its deadlines."""


class Attempts(Protocol):
    """What the worker needs of the line."""

    def attempt(self) -> Outcome:
        """Make one attempt; raises ``KioskError`` where the folder itself fails."""
        ...

    def planned(self, seconds: float) -> None:
        """Keep in how many seconds the next attempt is planned; raises as ``attempt``."""
        ...


@dataclass
class Pulse:
    """The worker's sign of life: when it gave the last one, and when the next is due."""

    seconds: Callable[[], float]
    at: float = 0.0
    planned_s: float = 0.0

    def beat(self, planned_s: float) -> None:
        """Say that the worker lives, and that it is heard of again within ``planned_s``."""
        self.at, self.planned_s = self.seconds(), planned_s

    @property
    def is_overdue(self) -> bool:
        """Whether twice the planned time has passed."""
        return self.seconds() - self.at > 2 * max(self.planned_s, TICK_S)


def nobody_wishes() -> bool:
    """Whether somebody wishes for the folder: nobody does."""
    return False


@dataclass
class World:
    """What the agent looks at while it waits: links, files, a monotonic clock in seconds.

    ``wished`` tells whether somebody wishes for the folder, to enrol the terminal anew.
    """

    links: LinkWatch
    marks: Callable[[], Marks]
    seconds: Callable[[], float]
    wished: Callable[[], bool] = nobody_wishes


@dataclass
class Worker:
    """Runs until its waiter says stop."""

    attempts: Attempts
    schedule: Schedule
    waiter: Waiter
    pulse: Pulse
    world: World
    failure: Exception | None = None
    _woken: bool = False
    _links: frozenset[str] = field(default_factory=frozenset[str])
    _marks: Marks = ()

    def run(self) -> None:
        """Make attempts until told to stop; a defect ends it and stands in ``failure``."""
        try:
            self._go_on()
        except Exception as reason:  # noqa: BLE001 - the watchdog tells of it and begins anew
            self.failure = reason

    def ask(self) -> None:
        """Have an attempt made as soon as it is lawful."""
        self._woken = True

    def _go_on(self) -> None:
        self._links, self._marks = self.world.links.links(), self.world.marks()
        while self.waiter.wait(self._rest()):
            self._look()
            if self._rest() == 0.0:
                self._attempt()

    def _rest(self) -> float:
        left = min(self.schedule.left(self.world.seconds()), TICK_S)
        self.pulse.beat(left)
        return math.ceil(left * 1000) / 1000

    def _look(self) -> None:
        """Look for a reason to come earlier."""
        now = self.world.seconds()
        links, marks = self.world.links.links(), self.world.marks()
        if links - self._links:
            self.schedule.link_came_up(now)
        if self._woken or marks != self._marks:
            self.schedule.woken(now)
        self._links, self._marks, self._woken = links, marks, False

    def _attempt(self) -> None:
        self.pulse.beat(ATTEMPT_S)
        outcome = self._attempted()
        if outcome.reason == STOPPED or not self.waiter.wait(0):
            return  # Whoever has replaced a hung worker plans from now on.
        wait = self.schedule.ended(outcome, self.world.seconds())
        try:
            self.attempts.planned(wait)
        except KioskError as reason:
            LOG.warning("%s %s", reason.message, reason.remedy)

    def _attempted(self) -> Outcome:
        try:
            return self.attempts.attempt()
        except KioskError as reason:
            LOG.warning("%s %s", reason.message, reason.remedy)
            return Outcome("ledger", reason.key, failed=True)
