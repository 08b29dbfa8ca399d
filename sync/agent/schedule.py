"""When the next attempt is due, on a monotonic clock in seconds; any order of events is lawful.

- After a failure no attempt comes within 5 s, nor before what Retry-After asked for.
- A link that comes up, or a wake-up, only ever brings an attempt forward.
- A link that flaps is one link-up until the next attempt: its wait is drawn once.
"""

from __future__ import annotations

from sync.agent import pacing
from sync.agent.pacing import Backoff, Uniform
from sync.agent.uploader import Outcome


class Schedule:
    """The due moment, and what it may not fall before."""

    def __init__(self, now: float, uniform: Uniform, *, spread: bool) -> None:
        """Begin; with ``spread`` the first attempt waits as after a link-up, but at least 5 s.

        Whole districts have their power back at one moment, and an agent that is started again may
        have failed a moment ago.
        """
        self._uniform, self._spread = uniform, spread
        self._backoff = Backoff(uniform)
        self._drawn = spread
        self._not_before = now
        first = max(pacing.SHORTEST_S, pacing.after_link_up(uniform)) if spread else 0.0
        self.due = now + first

    def left(self, now: float) -> float:
        """Return the seconds until the next attempt, 0 where it is due."""
        return max(0.0, self.due - now)

    def ended(self, outcome: Outcome, now: float) -> float:
        """Plan what follows an attempt that ended ``now``; return the planned seconds."""
        self._drawn = False
        if outcome.failed:
            wait = self._backoff.after_failure(outcome.hold_s)
            self._not_before = now + max(pacing.SHORTEST_S, min(outcome.hold_s, wait))
        else:
            self._backoff.reset()
            wait = pacing.after_success(outcome.next_s, self._uniform)
            self._not_before = now
        self.due = now + wait
        return wait

    def link_came_up(self, now: float) -> None:
        """Come soon, but not all kiosks at once."""
        if self._drawn:
            return
        self._drawn = True
        wait = pacing.after_link_up(self._uniform) if self._spread else 0.0
        self._bring_forward(now + wait)

    def woken(self, now: float) -> None:
        """Come now, or as soon as it is lawful."""
        self._bring_forward(now)

    def _bring_forward(self, moment: float) -> None:
        self.due = max(self._not_before, min(self.due, moment))
