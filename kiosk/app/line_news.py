"""What the line tells the kiosk: is it cut, what time is it, which days are proven.

Read beside the agent from ``line.db``, and only where the terminal is enrolled. The line never
stops a ticket: what cannot be read now is not known now.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock, TimeTold, boot_id
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from sync.line_store import LineState

ENROLMENT = "server.json"
"""``sync.enrolled.FILE``, known here so that asking for it loads nothing."""

SILENCE_MS = 5 * 60_000
"""How long the province must not have answered before the line counts as cut."""


class LineNews:
    """Looks at the line of the kiosk whose data lie in ``folder``; any thread may ask."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Read nothing yet; ``clock`` is the machine's own."""
        self._folder, self._clock = folder, clock
        self._boot_id = boot_id()
        self._told: TimeTold | None = None

    def told(self) -> TimeTold | None:
        """Return what the last look found of the province's time; reads nothing itself."""
        return self._told

    def look(self) -> LineState | None:
        """Read what the agent remembers; None where it cannot be read, or there is no line."""
        if not (self._folder / ENROLMENT).exists():
            return None
        from sync.line_store import read_line_store

        try:
            state = read_line_store(self._folder)
        except KioskError:  # The agent says so and builds it anew; no visitor waits for that.
            return None
        if state is not None:
            self._told = state.told
        return state

    def is_cut(self) -> bool:
        """Look whether an enrolled terminal has not heard from its province for a while."""
        state = self.look()
        if state is None:
            return False
        heard = state.status.last_contact_ms
        return heard is None or self._province_ms(state) - heard > SILENCE_MS

    def _province_ms(self, state: LineState) -> int:
        told = state.told
        if told is not None and told.boot_id == self._boot_id:
            return told.server_ms + self._clock.mono_ms() - told.mono_ms
        return int(self._clock.now().timestamp() * 1000)
