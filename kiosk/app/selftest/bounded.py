"""Probes with a deadline: a hung disk or a dead network must not keep the others waiting.

Python cannot end a thread that hangs in the kernel, so it is left behind, and the same probe is
not begun again while it hangs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

SECONDS = 10.0
"""How long one probe may take; the printer's takes longest, some seconds."""

TURN_SECONDS = 1.0
"""How long a probe has the machine to itself, before the next one begins beside it."""

Work = Callable[[], Any]


class TooLong(Exception):
    """A probe that did not end in its time."""


@dataclass
class _Run:
    """One probe under way; ``answers`` is empty until it has ended."""

    name: str
    thread: threading.Thread | None
    ends: float
    answers: list[Any] = field(default_factory=list[Any])


class BoundedProbes:
    """Runs probes one after the other, each in a thread of its own; remembers those that hang."""

    def __init__(self, seconds: float = SECONDS, turn: float = TURN_SECONDS) -> None:
        """Give each probe so many seconds, the first ``turn`` of them alone."""
        self._seconds, self._turn = seconds, min(turn, seconds)
        self._hanging: dict[str, threading.Thread] = {}

    def answers(self, probes: Iterable[tuple[str, Work]]) -> list[Any]:
        """Return what each named probe says, or the exception that it raised.

        ``TooLong`` stands for one that did not end in its time, and for one that still hangs.
        """
        runs = [self._begin(name, work) for name, work in probes]
        return [self._end(run) for run in runs]

    def _begin(self, name: str, work: Work) -> _Run:
        hung = self._hanging.get(name)
        if hung is not None and hung.is_alive():
            return _Run(name, None, 0.0)
        run = _Run(name, None, time.monotonic() + self._seconds)
        run.thread = threading.Thread(
            target=_answer, args=(work, run.answers), name=f"selftest-{name}", daemon=True
        )
        run.thread.start()
        run.thread.join(self._turn)
        return run

    def _end(self, run: _Run) -> Any:
        if run.thread is None:
            return TooLong(run.name)
        run.thread.join(max(0.0, run.ends - time.monotonic()))
        if run.thread.is_alive():
            self._hanging[run.name] = run.thread
            return TooLong(run.name)
        self._hanging.pop(run.name, None)
        return run.answers[0]


def _answer(work: Work, answers: list[Any]) -> None:
    try:
        answers.append(work())
    except Exception as fault:  # noqa: BLE001 - it goes home to whoever asked
        answers.append(fault)
