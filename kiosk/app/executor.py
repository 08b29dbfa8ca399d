"""Executors: work that must not run on the GUI thread, and its answer back on it.

Tests drive the same Protocol by hand, so that nothing ever sleeps.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Done = Callable[[Any, Exception | None], None]
Deliver = Callable[[Callable[[], None]], None]

JOIN_SECONDS = 20.0
"""How long a worker may take to finish its last piece of work at exit: longer than a slip takes.

What takes longer is cut off, stands open in the journal, and is settled at the next start.
"""


class Executor(Protocol):
    """Runs work elsewhere and reports its result, or the error it raised, to ``done``."""

    def submit(self, work: Callable[[], Any], done: Done) -> None:
        """Queue ``work``; ``done(result, error)`` is called where the answers belong."""
        ...

    def lend(self, seconds: float) -> None:
        """Stand still for at most ``seconds``, so that the work just queued is done sooner."""
        ...

    def close(self) -> None:
        """Finish what is queued and stop."""
        ...


class ThreadExecutor:
    """One named thread that does the work in order; ``deliver`` brings answers home."""

    def __init__(self, name: str, deliver: Deliver) -> None:
        """Start the thread; ``deliver(call)`` must run ``call`` on the receiver's thread."""
        self._deliver = deliver
        self._work: queue.SimpleQueue[tuple[Callable[[], Any], Done] | None] = queue.SimpleQueue()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], Any], done: Done) -> None:
        """Queue ``work`` for the thread."""
        self._idle.clear()
        self._work.put((work, done))

    def lend(self, seconds: float) -> None:
        """Let the thread have the interpreter until it is idle, or ``seconds`` have passed."""
        self._idle.wait(seconds)

    def close(self) -> None:
        """Finish what is queued and join the thread; at most for ``JOIN_SECONDS``."""
        self._work.put(None)
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while (item := self._work.get()) is not None:
            work, done = item
            self._deliver(_outcome(work, done))
            if self._work.empty():
                self._idle.set()


def _outcome(work: Callable[[], Any], done: Done) -> Callable[[], None]:
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - every error goes home to whoever asked
        return _call(done, None, error)
    return _call(done, result, None)


def _call(done: Done, result: object, error: Exception | None) -> Callable[[], None]:
    def call() -> None:
        done(result, error)

    return call
