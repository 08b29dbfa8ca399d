"""One check of the terminal, and all of them together. Pure; who checks what stands in the app."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["pass", "warn", "fail", "skip"]


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found: ``words`` say it in Indonesian, ``remedy`` what to do about it.

    ``id`` is lasting and English (``printer``, ``disk``); ``title`` is its Indonesian name.
    ``skip`` is what cannot be known here, and ``words`` say why. ``last_pass`` is the local time at
    which it last passed, None where it never did.
    """

    id: str
    title: str
    state: State
    words: str
    remedy: str = ""
    last_pass: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """All checks of one look, in the order they are shown, and the local time of the look."""

    checks: tuple[Check, ...]
    at: datetime

    @property
    def ok(self) -> bool:
        """Whether no check fails."""
        return all(check.state != "fail" for check in self.checks)

    def count(self, state: State) -> int:
        """Return how many checks are in a state."""
        return Counter(check.state for check in self.checks)[state]
