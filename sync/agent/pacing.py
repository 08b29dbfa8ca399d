"""When to try again: laws of waiting, in seconds of a monotonic clock.

``random`` is a function of two bounds, as ``random.uniform``. A herd of kiosks that lost the same
server must not come back as one, so every wait has its share of chance, also at the cap.
"""

from __future__ import annotations

import email.utils
import math
from collections.abc import Callable, Mapping

Uniform = Callable[[float, float], float]

SHORTEST_S = 5.0
"""No two requests after a failure are closer than this, whatever anybody asks for."""

LONGEST_S = 900.0
"""The cap of the backoff, and of what a server may ask for with an empty backlog."""

LINK_SPREAD_S = 120.0
"""After a link comes up, kiosks come back over this span."""

LONGEST_HOLD_S = 3600.0
"""A Retry-After beyond this is not believed: nobody knows whose proxy has sent it."""

LONGEST_PACE_S = 60.0
"""Seconds between two batches that a server may ask for."""

OFFICE_S = 300.0
"""Where only the office can help, asking more often than this helps nobody."""


class Backoff:
    """Decorrelated jitter: each wait is drawn from 5 s to three times the one before, up to 900 s.

    The draw is capped and only then shortened by up to a third, or kiosks would meet at the cap.
    """

    def __init__(self, uniform: Uniform) -> None:
        """Draw from ``uniform``."""
        self._uniform = uniform
        self._drawn = SHORTEST_S

    def after_failure(self, hold_s: float = 0.0) -> float:
        """Return the seconds to wait, at least ``hold_s``."""
        self._drawn = min(LONGEST_S, self._uniform(SHORTEST_S, 3 * self._drawn))
        wait = self._uniform(max(SHORTEST_S, self._drawn * 2 / 3), self._drawn)
        return max(wait, min(hold_s, LONGEST_HOLD_S))

    def reset(self) -> None:
        """Begin anew: something was answered."""
        self._drawn = SHORTEST_S


def after_success(next_s: float, uniform: Uniform) -> float:
    """Return the seconds to wait with an empty backlog, by a tenth of chance around ``next_s``."""
    asked = min(max(finite(next_s), SHORTEST_S), LONGEST_S)
    return max(SHORTEST_S, uniform(asked * 0.9, asked))


def after_link_up(uniform: Uniform) -> float:
    """Return the seconds to wait once a link has come up."""
    return uniform(0.0, LINK_SPREAD_S)


def pace(asked: float) -> float:
    """Return the seconds to leave between two batches."""
    return min(max(finite(asked), 0.0), LONGEST_PACE_S)


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that ``Retry-After`` asks for, 0 for none or garbage (RFC 9110, 10.2.3).

    A date is taken against the answer's own ``Date``: our clock may be wrong by years.
    """
    fields = {name.lower(): value.strip() for name, value in headers.items()}
    asked = fields.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return min(float(asked[:12]), LONGEST_HOLD_S)
    until, now = _http_date(asked), _http_date(fields.get("date", ""))
    return 0.0 if until is None or now is None else min(max(until - now, 0.0), LONGEST_HOLD_S)


def finite(number: float) -> float:
    """Return a number that can be reckoned with, 0 for anything else."""
    return number if math.isfinite(number) else 0.0


def _http_date(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
