"""What the line is like for a while: how often it fails, and in which ways."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.sync.faults import kinds

CALM_SHARE = 0.15
"""Of all spells; runs without any good moment would only test the end."""


@dataclass(frozen=True, slots=True)
class Weather:
    """``rate`` is the share of requests that something happens to, ``faults`` what it may be."""

    rate: float = 0.0
    faults: Sequence[str] = ()

    def draw(self, chance: random.Random) -> str | None:
        """Return what happens to the next request; None: nothing."""
        if not self.faults or chance.random() >= self.rate:
            return None
        return chance.choice(self.faults)


CALM = Weather()


@dataclass(frozen=True, slots=True)
class Climate:
    """What may happen in a run at all; ``mishaps`` None: some, as the seed says.

    ``sticks`` is the share of terminals whose ledger also goes by stick.
    """

    faults: Sequence[str] = (
        *kinds.ON_THE_WAY,
        kinds.DATABASE_FAILS,
        kinds.DATABASE_FAILS_AFTER,
    )
    mishaps: Sequence[str] | None = None
    sticks: float = 0.3

    def draw(self, chance: random.Random) -> Weather:
        """Return a spell of weather: now and then calm, else a few kinds of faults at some rate."""
        if chance.random() < CALM_SHARE:
            return CALM
        some = chance.sample(self.faults, chance.randint(1, min(6, len(self.faults))))
        return Weather(chance.choice((0.15, 0.4, 0.7, 1.0)), some)


EVERYTHING = Climate()
