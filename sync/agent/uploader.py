"""One attempt at the line: hello, then batches until nothing is left or the line fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sync.line_store import LineCode


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. ``empty``: everything there was has arrived, proven by hashes.

    ``hold_s`` is the least wait before the next attempt that somebody asked for (Retry-After),
    ``next_s`` when to come again although nothing is left, both in seconds.
    """

    code: LineCode
    reason: str = ""
    empty: bool = False
    events: int = 0
    requests: int = 0
    hold_s: float = 0.0
    next_s: float = 60.0

    @property
    def failed(self) -> bool:
        """Whether the next attempt must wait longer each time."""
        return self.code != "working"


def attempt_once(folder: Path, *, app: str) -> Outcome:
    """Make one attempt for ``folder``: ``kiosk sync now``.

    Raises ``NotEnrolled``, ``SecondWriter`` where an agent runs beside it.
    """
    raise NotImplementedError(folder, app)
