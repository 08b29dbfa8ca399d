"""A machine with a monotonic clock driven by hand, whose power can be cut, and cheap hashes."""

from __future__ import annotations

from pathlib import Path

from kiosk.technicians.people import Verdict
from kiosk.technicians.pins import Cost
from kiosk.technicians.register import Register

CHEAP = Cost(memory_kib=8, passes=1)
"""A hash that costs next to nothing: these tests guess often."""


class Machine:
    """A terminal; ``register`` is the running program's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mono_ms = 40_000
        self.boots = 1
        self.register = self._started()

    def advance(self, ms: int) -> None:
        """Let time pass on the running machine."""
        self.mono_ms += ms

    def cut_power(self, *, back_at_ms: int = 9_000) -> None:
        """Start the machine again; its monotonic clock counts from the start."""
        self.boots += 1
        self.mono_ms = back_at_ms
        self.register = self._started()

    def restart_program(self) -> None:
        """Start the program again on the running machine."""
        self.register = self._started()

    def fail(self, who: str, times: int) -> Verdict:
        """Type a wrong PIN so often, each time as soon as that is allowed."""
        verdict = self.register.attempt(who, "wrong!")
        for _try in range(times - 1):
            self.advance(verdict.person.wait_ms)
            verdict = self.register.attempt(who, "wrong!")
        return verdict

    def _started(self) -> Register:
        boot = f"boot-{self.boots}"
        return Register(self.folder, lambda: self.mono_ms, boot, CHEAP)
