"""A visit and its tickets, as they stand in the ledger, on the slip and in the JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.catalogue.mall import Counter

Reason = Literal["not_here", "information", "online", "day", "closed", "quota", "prerequisite"]
"""Why a step gets no number today; at most one, the first that holds, in this order."""

PRIORITY_GROUPS = ("lansia", "disabilitas", "hamil", "balita", "sakit")
"""Self-declared priority groups (UU 25/2009 art. 29); no proof is asked, nothing is printed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a citizen wants: services of a basket or steps of a life event.

    ``answers`` maps a condition to yes/no; a condition that is absent is unanswered. ``apart``
    names services chosen by themselves: a life event's answers never take those away.
    """

    services: tuple[str, ...]
    life_event: str | None = None
    answers: tuple[tuple[str, bool], ...] = ()
    priority: str | None = None
    language: str = "id"
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the route: one queue's turn, however many services are done in it.

    ``after`` holds the indices (from 0) of the stops that must be finished before.
    """

    queue: str
    agencies: tuple[str, ...]
    services: tuple[str, ...]
    counters: tuple[Counter, ...]
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterStep:
    """A chosen step without a number today; ``after`` names the steps it waits for."""

    service: str
    reason: Reason
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """One number in one queue. ``label`` is what is called, ``stop`` counts from 1."""

    label: str
    code: str
    queue: str
    agencies: tuple[str, ...]
    services: tuple[str, ...]
    counters: tuple[Counter, ...]
    stop: int
    after: tuple[str, ...]
    priority: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one citizen does in one session, once it is in the ledger.

    ``visit`` is a UUID, ``code`` the 12 characters of the QR, ``queue_day`` an ISO date,
    ``issued_at`` the local time of issue as ISO 8601 with offset.
    """

    visit: str
    code: str
    terminal: int
    queue_day: str
    issued_at: str
    catalogue_version: int
    life_event: str | None
    language: str
    tickets: tuple[Ticket, ...]
    later: tuple[LaterStep, ...]
