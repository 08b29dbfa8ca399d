"""The printer watch: how the printer is, what changed, and how much paper is left.

Belongs to the printing thread. Changes go into the ledger, so that staff and province hear of an
empty roll before a visitor does.
"""

from __future__ import annotations

from kiosk.app.desk import Desk
from kiosk.app.print_room import PrintRoom
from printing.ports import PrinterHealth

EMPTY, LOW, HELD = "media-empty", "media-low", "held"
"""Faults as IPP names them, and ours for a printer that is held until somebody has looked."""


class PrinterWatch:
    """Looks at the printer of a print room and writes down what is new."""

    def __init__(self, desk: Desk, room: PrintRoom) -> None:
        """Begin with a printer that had no faults when anybody last looked."""
        self._desk, self._room = desk, room
        self._health = PrinterHealth(ready=True)
        self._was_empty = False
        self._low_told = False

    @property
    def paper_is_low(self) -> bool:
        """Whether the sensor or the count of millimetres says that the roll ends soon."""
        if not self._room.is_roll:
            return False
        roll = self._desk.store.roll()
        low = roll is not None and roll.is_low(self._desk.settings.paper.low_percent)
        return LOW in self._health.faults or low

    def look(self) -> PrinterHealth:
        """Ask the printer how it is and return what holds for the next paper."""
        found = self._room.probe()
        self._notice_new_roll(found)
        if found.ready and self._room.is_held():
            found = PrinterHealth(ready=False, faults=(*found.faults, HELD))
        if found != self._health:
            self._tell(found)
        self._health = found
        self._warn()
        return found

    def _notice_new_roll(self, found: PrinterHealth) -> None:
        """Take in that there is paper again after its end: somebody has put a new roll in.

        A printer that is switched off meanwhile, or busy, tells nothing of its paper.
        """
        if EMPTY in found.faults:
            self._was_empty = True
        elif found.ready and self._was_empty:
            self._was_empty = False
            self._desk.store.new_roll(self._desk.settings.paper.roll_mm)

    def _tell(self, found: PrinterHealth) -> None:
        body = {"ready": found.ready, "faults": list(found.faults)}
        self._desk.store.record("printer.state", body, self._desk.now())

    def _warn(self) -> None:
        """Say once a roll that it is low, while there is still time to fetch another."""
        told, self._low_told = self._low_told, self.paper_is_low
        if told or not self._low_told:
            return
        roll = self._desk.store.roll()
        body = {"mm_left": roll.left_mm if roll else None}
        self._desk.store.record("paper.low", body, self._desk.now())
