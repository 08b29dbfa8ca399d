"""Taps that were not meant: a double tap, and a touch that was on its way when the screen changed.

EN 301 549 5.8 asks for protection against double strikes of half a second.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.visits.session.events import Erased, ServicesRemoved, Typed

DOUBLE_MS = 500
DEAD_MS = 300


class TapGuard:
    """Lets an event through or not, by a monotonic clock in milliseconds."""

    def __init__(self, mono_ms: Callable[[], int], *, dead_ms: int = DEAD_MS) -> None:
        """Use ``mono_ms``; ``dead_ms`` is the dead time after a screen change."""
        self.mono_ms = mono_ms
        self._dead_ms = dead_ms
        self._last: tuple[object, int] = (None, -DOUBLE_MS)
        self._changed = -dead_ms

    def screen_changed(self, *, same: bool = False) -> None:
        """Note that another screen stands there; a page of the ``same`` screen has no dead time."""
        if not same:
            self._changed = self.mono_ms()

    def lets(self, event: object, *, key: bool = False) -> bool:
        """Whether ``event`` was meant. Typing or erasing a letter twice is, and any ``key``."""
        now = self.mono_ms()
        if now - self._changed < self._dead_ms:
            return False
        last, when = self._last
        self._last = (event, now)
        if key or isinstance(event, Typed | Erased):
            return True
        return not _same_tap(event, last) or now - when >= DOUBLE_MS


def _same_tap(event: object, last: object) -> bool:
    """Whether two events come from one place: behind a stop that went another one moves up."""
    removing = isinstance(event, ServicesRemoved) and isinstance(last, ServicesRemoved)
    return removing or event == last
