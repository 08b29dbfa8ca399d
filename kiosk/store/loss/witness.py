"""What others know of this terminal's ledgers, by which a lost or set-back one is noticed.

The line to the province keeps how far it has delivered each epoch. The store knows no line: the
composition root gives it a callable that asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``acked`` is the last seq that others have of each epoch.

    ``day_id`` and ``date`` are the latest queue day they know of; 0 and None where they know none.
    """

    acked: Mapping[str, int] = field(default_factory=dict[str, int])
    day_id: int = 0
    date: date | None = None


Witness = Callable[[], Elsewhere]
"""Asked at a start and where a ledger was lost; must be quick and raise nothing."""


def nobody_knows() -> Elsewhere:
    """Return what is known elsewhere of a terminal that never had a line: nothing."""
    return Elsewhere()
