"""A probe with a deadline: a hung disk or a dead network must not keep the others waiting.

Python cannot end a thread that hangs in the kernel, so it is left behind, and the same probe is
not begun again while it hangs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.health.check import Check

SECONDS = 10.0
"""How long one check may take; the printer's takes longest, some seconds."""


class TooLong(Exception):
    """A probe that did not end in its time."""


class BoundedProbes:
    """Runs probes, each in a thread of its own; remembers those that hang."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Give each probe so many seconds."""
        self._seconds = seconds
        self._hanging: dict[str, threading.Thread] = {}

    def run(self, name: str, probe: Callable[[], Check]) -> Check:
        """Return what a probe says; raises ``TooLong``, and what the probe raises."""
        hung = self._hanging.get(name)
        if hung is not None and hung.is_alive():
            raise TooLong(name)
        answers: list[Check | Exception] = []
        thread = threading.Thread(
            target=_answer, args=(probe, answers), name=f"selftest-{name}", daemon=True
        )
        thread.start()
        thread.join(self._seconds)
        if not answers:
            self._hanging[name] = thread
            raise TooLong(name)
        thread.join()
        self._hanging.pop(name, None)
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]


def _answer(probe: Callable[[], Check], answers: list[Check | Exception]) -> None:
    try:
        answers.append(probe())
    except Exception as fault:  # noqa: BLE001 - it goes home to whoever asked
        answers.append(fault)
