"""How the line stands, in words a technician understands; the JSON of ``kiosk sync status``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kiosk.store.day_close import DayClose, DaySpan
from sync.line_store import LineState
from sync.wire.messages import DayState


class StandingDay(TypedDict):
    """One local date over all ledgers: how many events, and the worst state."""

    day: str
    events: int
    state: DayState


class Standing(TypedDict):
    """What ``kiosk sync status --json`` prints. ``last_contact`` is ISO 8601 with +07:00."""

    state: str
    words: str
    backlog: int
    acked: int
    last_seq: int
    last_contact: str | None
    days: list[StandingDay]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What the line has to know of one ledger; only the ``current`` one still grows."""

    epoch: str
    last_seq: int
    spans: Sequence[DaySpan]
    closes: Sequence[DayClose]
    current: bool


def derive_standing(line: LineState | None, ledgers: Sequence[LedgerFacts]) -> Standing:
    """Return how the line stands; ``line`` is None where the terminal is not enrolled."""
    raise NotImplementedError(line, ledgers)


def read_standing(folder: Path) -> Standing:
    """Return how the line of the kiosk in ``folder`` stands, read beside kiosk and agent."""
    raise NotImplementedError(folder)
