"""Five taps into one corner: the way to the technician's screens, which nothing on the glass shows.

Fingers only: no key of any keyboard counts. A tap elsewhere begins the count anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

TAPS = 5
WITHIN_MS = 3_000
CORNER_MM = 25.0
"""The corner's sides; its taps still do what they do on the screen below."""


class CornerTaps:
    """Told of every finger that goes down or up, by a monotonic clock in milliseconds.

    Qt offers one touch to a widget and then to those below it, so a finger counts once until it
    was lifted.
    """

    def __init__(self, mono_ms: Callable[[], int]) -> None:
        """Begin with no tap."""
        self._mono_ms = mono_ms
        self._down = False
        self._at: deque[int] = deque(maxlen=TAPS)

    def pressed(self, *, inside: bool) -> None:
        """Take a finger that went down, ``inside`` the corner or elsewhere."""
        if self._down:
            return
        self._down = True
        if inside:
            self._at.append(self._mono_ms())
        else:
            self._at.clear()

    def released(self) -> bool:
        """Take a finger that was lifted; whether it ended the fifth tap in time."""
        was_down, self._down = self._down, False
        called = was_down and len(self._at) == TAPS and self._at[-1] - self._at[0] <= WITHIN_MS
        if called:
            self._at.clear()
        return called
