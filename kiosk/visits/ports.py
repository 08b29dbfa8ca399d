"""What a visit needs from the world: a ledger that gives numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.visits.model import LaterStep, Request, Stop, Visit


@dataclass(frozen=True, slots=True)
class Usage:
    """What this terminal has issued in the current queue day, by agency, service and queue.

    ``closed`` are the agencies whose counters staff have closed for the day; ``paused`` says that
    the whole kiosk is out of service.
    """

    agencies: Mapping[str, int] = field(default_factory=dict[str, int])
    services: Mapping[str, int] = field(default_factory=dict[str, int])
    series: Mapping[str, int] = field(default_factory=dict[str, int])
    closed: frozenset[str] = frozenset()
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit that is ready to be written down, without its numbers.

    ``print_copy`` asks for a print job in the same transaction. ``request`` is what was asked, kept
    for the queue day only, so that the slip can be composed again.
    """

    stops: tuple[Stop, ...]
    later: tuple[LaterStep, ...]
    priority: str | None
    life_event: str | None
    language: str
    catalogue_version: int
    print_copy: bool = False
    request: Request | None = None


class Ledger(Protocol):
    """The ledger as visits see it; the store implements it."""

    def usage(self, now: datetime) -> Usage:
        """Return what was issued in the queue day that ``now`` belongs to."""
        ...

    def issue(self, draft: Draft, now: datetime) -> Visit:
        """Write the visit down and return it with its numbers: one transaction, one fsync.

        Raises ``Refused`` where a series is full or a counter was closed by then, and
        ``StoreProblem`` where nothing was written.
        """
        ...
