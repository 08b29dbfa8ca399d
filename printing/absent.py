"""No printer at all: its card cannot be read. The service goes on, numbers on the glass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from printing.ports import OnState, Outcome, Paper, PrinterHealth

FAULT = "not-set-up"


class AbsentPrinter:
    """Implements ``printing.ports.Printer`` where there is none."""

    proof = "none"

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """Nothing can be done with it."""
        return {}

    def learn(self) -> Mapping[str, Any]:
        """There is nothing to learn."""
        return {}

    def probe(self) -> PrinterHealth:
        """It is never ready."""
        return PrinterHealth(ready=False, faults=(FAULT,))

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Nothing is sent anywhere."""
        del paper, on_state
        return Outcome("not_printed", FAULT)

    def clear(self) -> bool:
        """Nothing tells whether a printer that was there holds something."""
        return False
