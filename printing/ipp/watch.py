"""Watching a job until the printer has brought it to an end, or until patience ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from printing.ipp.client import IppClient
from printing.ipp.encoding import Absent, Attributes, number, value_of, words
from printing.ipp.errors import IppError, Refused, Unreachable
from printing.ipp.faults import Faults

PROCESSING, INTERRUPTED, CANCELED, ABORTED, COMPLETED = 5, 6, 7, 8, 9
"""Of ``job-state``; 3 is pending and 4 held."""

_ENDED = frozenset({CANCELED, ABORTED, COMPLETED})

MISSING = "job-missing"
"""A printer that took a job and knows nothing of it any more: it lost power, or forgot it."""


_FORGOTTEN = frozenset({"client-error-not-found", "client-error-gone"})
_UNREACHABLE = "offline"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a paper may take; seconds, and a clock that tests can turn."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    every: float = 0.2
    least: float = 3.0
    mm_a_second: float = 50.0
    sheet: float = 30.0

    def seconds(self, mm: float, *, sheet: bool) -> float:
        """Return how long so many mm of paper may take; a sheet's printer may have to wake up."""
        return self.least + mm / self.mm_a_second + (self.sheet if sheet else 0.0)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended: its ``state`` (None: it did not), and what was seen until then.

    ``began`` is false only where the printer itself says that the job never began. ``faults`` are
    those that stop printing, in the order they were seen. ``trouble`` says why nobody knows more.
    """

    state: int | None
    reasons: tuple[str, ...] = ()
    began: bool = True
    faults: tuple[str, ...] = ()
    trouble: str = ""


def began(job: Attributes) -> bool:
    """Return whether a job may have begun: only "there is no such time" proves that it did not."""
    if number(job, "job-state") in {PROCESSING, INTERRUPTED, COMPLETED}:
        return True
    return value_of(job, "time-at-processing") is not Absent.NO_VALUE


def watch(
    client: IppClient, job: int, seconds: float, patience: Patience, faults: Callable[[], Faults]
) -> Ending:
    """Ask for a job's state and the printer's ``faults`` until it ended; at most ``seconds``."""
    until = patience.now() + seconds
    seen: dict[str, None] = {}
    ever_began = False
    while True:
        told, trouble = _asked(client, job)
        ever_began = ever_began or began(told)
        if trouble == _UNREACHABLE:
            seen[trouble] = None
        if trouble != MISSING:
            seen.update(dict.fromkeys(faults().breaking))
        state = number(told, "job-state")
        if state in _ENDED:
            return Ending(state, words(told, "job-state-reasons"), ever_began, tuple(seen))
        if trouble == MISSING or patience.now() >= until:
            return Ending(None, (), ever_began, tuple(seen), trouble or "timeout")
        patience.sleep(patience.every)


def _asked(client: IppClient, job: int) -> tuple[Attributes, str]:
    """Return what the printer says of the job, or nothing and why."""
    try:
        return client.get_job(job), ""
    except Refused as error:
        return {}, MISSING if error.fault in _FORGOTTEN else error.fault
    except Unreachable:
        return {}, _UNREACHABLE
    except IppError:
        # Slow, as a laser can be while it warms up; only the end of patience makes it a trouble.
        return {}, "no-answer"
