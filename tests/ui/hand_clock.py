"""A clock that stands still until a test moves it."""

from __future__ import annotations


class HandClock:
    """A clock in milliseconds."""

    def __init__(self) -> None:
        self.now = 10_000

    def __call__(self) -> int:
        return self.now
