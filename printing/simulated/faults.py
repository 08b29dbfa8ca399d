"""What can befall a printer, by one method each; what it prints and says is ``mechanics``."""

from __future__ import annotations

from abc import ABC, abstractmethod

from printing.simulated.status import Condition
from printing.simulated.traits import Traits


class Faults(ABC):
    """Power, cable, cover, paper, cutter and head of one printer.

    Every method acts at once, at the printer's own time (``time``): whoever lets time pass
    advances the printer first.
    """

    def __init__(self, traits: Traits, mm_left: float) -> None:
        """Begin with power, cable and ``mm_left`` of paper, mm."""
        self.traits = traits
        self.mm_left: float = mm_left
        self.powered = True
        self.plugged = True
        self.accepting = True
        self.hung = False
        self.occupied = False
        """Whether a client holds its only connection."""
        self.power_cuts = 0
        self.underway = bytearray()
        """What a closed connection's kernel still tries to send; it arrives with the cable."""
        self._near_end = self._cover_open = self._jammed = self._jam_ahead = self._broken = False
        self._hot_for = 0.0

    @property
    def condition(self) -> Condition:
        """Return what its sensors say."""
        sensor = self.traits.near_end_mm
        return Condition(
            paper_end=self.mm_left <= 0,
            near_end=self._near_end or (sensor is not None and self.mm_left < sensor),
            cover_open=self._cover_open,
            cutter_jammed=self._jammed,
            broken=self._broken,
            hot=self._hot_for > 0,
        )

    @property
    def reachable(self) -> bool:
        """Return whether bytes reach it and its own reach the host."""
        return self.powered and self.plugged

    def paper_out(self) -> None:
        """Let the roll end here."""
        self.mm_left = 0.0
        self._condition_changed()

    def near_end(self) -> None:
        """Let the near-end sensor see the core, until a new roll is put in."""
        self._near_end = True
        self._condition_changed()

    def refill(self, mm: float = 80_000.0) -> None:
        """Put a new roll of ``mm`` in; what hung out of the printer is taken away, uncut."""
        self._take_strip_away()
        self.mm_left, self._near_end = mm, False
        self._repaired()

    def open_cover(self) -> None:
        """Lift the head off the paper."""
        self._cover_open = True
        self._condition_changed()

    def close_cover(self) -> None:
        """Put the head down again."""
        self._cover_open = False
        self._repaired()

    def jam_cutter(self, *, at_next_cut: bool = False) -> None:
        """Let the knife stick, now or when it is next used; that cut is then not made."""
        if at_next_cut:
            self._jam_ahead = True
            return
        self._jam_ahead, self._jammed = False, True
        self._condition_changed()

    def free_cutter(self) -> None:
        """Take out what the knife stuck on."""
        self._jam_ahead = self._jammed = False
        self._repaired()

    def overheat(self, seconds: float = 3.0) -> None:
        """Make the head too hot for so long; it pauses, cools by itself and prints on."""
        self._hot_for = seconds
        self._condition_changed()

    def cool(self) -> None:
        """Let the head be cool again."""
        self._hot_for = 0.0
        self._condition_changed()

    def break_down(self) -> None:
        """Let something fail that only switching off and on again can end."""
        self._broken = True
        self._condition_changed()

    def go_silent(self) -> None:
        """Hang: take bytes, say nothing, print nothing, until it is switched off and on."""
        self.hung = True

    def stop_accepting(self) -> None:
        """Take no more bytes, as a printer that is busy with itself does."""
        self.accepting = False

    def start_accepting(self) -> None:
        """Take bytes again."""
        self.accepting = True

    def pull_cable(self) -> None:
        """Part it from the host; it prints on with what it holds, and its words are lost."""
        self.plugged = False
        self._words_lost()

    def plug_cable(self) -> None:
        """Join it to the host again."""
        self.plugged = True
        self._words_arrive()

    def cut_power(self) -> None:
        """Switch it off: all it held in its buffers is gone."""
        self.powered = self.hung = self._broken = False
        self.power_cuts += 1
        self._power_lost()

    def give_power(self) -> None:
        """Switch it on."""
        self.powered = True

    @abstractmethod
    def _condition_changed(self) -> None:
        """Say so where it was asked to."""

    @abstractmethod
    def _repaired(self) -> None:
        """Go on with what is held, or drop it."""

    @abstractmethod
    def _take_strip_away(self) -> None:
        """Begin a new strip."""

    @abstractmethod
    def _words_lost(self) -> None:
        """Forget what was said and not heard."""

    @abstractmethod
    def _words_arrive(self) -> None:
        """Take what the host's kernel has still been trying to send."""

    @abstractmethod
    def _power_lost(self) -> None:
        """Forget all that is held."""
