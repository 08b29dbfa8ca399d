"""The ground a kiosk stands on: the configuration, mall file and catalogue it would start with now.

Where the ones that are meant are faulty, it starts with those that were last good.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.app.equipment import load_premises
from kiosk.app.foundation import lay_again, lay_for_the_glass, with_faults
from kiosk.catalogue.faults import FaultyData
from kiosk.clock import Clock
from kiosk.settings.standing import Standing
from kiosk.visits.premises import Premises


@dataclass(frozen=True, slots=True)
class Ground:
    """How the configuration stands, and the mall with its catalogue; None where none can be used.

    The problems of ``standing`` name the files, too, that are faulty while others hold.
    """

    standing: Standing
    premises: Premises | None = None

    def stands_in_for(self, key: str) -> bool:
        """Whether another file holds in the place of the one that a key of the settings names."""
        return any(problem.about == key for problem in self.standing.problems)


def look_at_ground(data: Path, clock: Clock) -> Ground:
    """Return what a kiosk would start with; it never raises for a fault of a file."""
    foundation = lay_for_the_glass(data, clock)
    if foundation.fault is not None:
        return Ground(foundation.standing)
    try:
        return Ground(foundation.standing, load_premises(foundation))
    except FaultyData as fault:
        try:
            foundation = lay_again(foundation, fault)
            return Ground(foundation.standing, load_premises(foundation))
        except FaultyData:
            return Ground(with_faults(foundation.standing, fault))
