"""The agent: a worker at the line, and a watchdog that replaces it when nothing is heard of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.errors import ServerProblem
from sync.agent.schedule import Schedule
from sync.agent.uploader import Outcome
from sync.agent.waiter import PipeWaiter
from sync.agent.worker import Attempts, Pulse, Worker, World

LOG = logging.getLogger("sync.agent")

CHECK_S = 5.0
"""How often the watchdog looks. It must find the worker overdue twice: a machine may have slept."""

MOST_HUNG = 3
"""So many workers may hang before the process is given up: something is wrong beyond the line."""

LONGEST_STOP_S = 10.0


class Session(Attempts, Protocol):
    """The line of one worker."""

    def cut(self) -> None:
        """End what is under way; callable from any thread."""
        ...


OpenSession = Callable[[PipeWaiter, Pulse], Session]


@dataclass
class _Shift:
    """A worker at work, with its own things."""

    worker: Worker
    waiter: PipeWaiter
    session: Session
    thread: threading.Thread
    overdue: int = 0

    def end(self) -> None:
        """Have it end by itself, and soon."""
        self.waiter.stop()
        self.session.cut()


class Agent:
    """Runs the line of one data folder; ``run`` is to have a thread, or a process, of its own."""

    def __init__(
        self,
        open_session: OpenSession,
        schedule: Schedule,
        world: World,
        close: Callable[[], None],
    ) -> None:
        """Begin nothing yet; ``close`` is called when ``run`` ends."""
        self._open_session, self._schedule, self._world = open_session, schedule, world
        self._close = close
        self._waiter = PipeWaiter()
        self._shift: _Shift | None = None
        self._hung: list[threading.Thread] = []

    def run(self) -> bool:
        """Go on until ``stop``; a worker that hangs or ends is replaced.

        Returns True where it ended because somebody wishes for the folder: whoever runs it opens
        another agent when that is over. Raises ``ServerProblem`` where several hang at once, for
        the process to be started anew.
        """
        try:
            self._begin()
            while self._waiter.wait(CHECK_S):
                if self._world.wished():
                    return True
                self._check()
        finally:
            self._end()
        return False

    def wake(self) -> None:
        """Have an attempt made soon: something worth telling happened."""
        shift = self._shift
        if shift is not None:
            shift.worker.ask()
            shift.waiter.wake()

    def stop(self) -> None:
        """Have ``run`` return soon; may be called from any thread or a signal's handler."""
        self._waiter.stop()

    def _begin(self) -> None:
        waiter, pulse = PipeWaiter(), Pulse(self._world.seconds)
        pulse.beat(0.0)
        session = self._open_session(waiter, pulse)
        worker = Worker(session, self._schedule, waiter, pulse, self._world)
        thread = threading.Thread(target=worker.run, name="line-worker", daemon=True)
        self._shift = _Shift(worker, waiter, session, thread)
        thread.start()

    def _check(self) -> None:
        shift = self._shift
        if shift is None:
            return
        if not shift.thread.is_alive():
            failure = shift.worker.failure
            LOG.error("the line's worker ended (%s: %s)", type(failure).__name__, failure)
            shift.waiter.close()
            self._replace()
        elif not shift.worker.pulse.is_overdue:
            shift.overdue = 0
        else:
            shift.overdue += 1
            if shift.overdue > 1:
                self._abandon(shift)

    def _abandon(self, shift: _Shift) -> None:
        LOG.error("the line's worker hangs and is replaced")
        shift.end()
        self._hung = [thread for thread in [*self._hung, shift.thread] if thread.is_alive()]
        if len(self._hung) >= MOST_HUNG:
            raise ServerProblem(
                f"{MOST_HUNG} workers of the line hang.", "Start the agent anew; systemd does so."
            )
        self._replace()

    def _replace(self) -> None:
        """Go on with another worker, as after a failure: it must not spin."""
        self._schedule.ended(Outcome("waiting", "replaced", failed=True), self._world.seconds())
        self._begin()

    def _end(self) -> None:
        shift, self._shift = self._shift, None
        if shift is not None:
            shift.end()
            shift.thread.join(LONGEST_STOP_S)
            if not shift.thread.is_alive():
                shift.waiter.close()
        self._waiter.close()
        self._close()


def open_agent(folder: Path, *, app: str) -> Agent:
    """Return an agent of an enrolled folder; ``app`` names the program and its version.

    Raises ``NotEnrolled``, ``SecondWriter``, ``UsageError`` without an address, and what
    ``load_key`` raises.
    """
    from sync.agent.opening import open_agent as opened  # requests takes its time

    return opened(folder, app=app)
