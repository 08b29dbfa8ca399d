"""What tab Antrean reads of the ledger, for its page; on the storage thread."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.desk import Desk
from kiosk.clock import JAKARTA
from kiosk.store.day_visits import DayVisit
from kiosk.store.pauses import Pauses
from kiosk.visits.ports import Usage
from ui.presenters.technician.antrean import CounterFacts, VisitFacts
from ui.theme.agency_icons import agency_icon

MOST = 200
"""Visits that are listed; older ones are found by their number."""

Look = tuple[tuple[VisitFacts, ...], tuple[CounterFacts, ...], str]
"""Today's visits, the counters, and since when the kiosk is out of service ("": it serves)."""


def look(desk: Desk) -> Look:
    """Read today's visits and what is out of service."""
    pauses = desk.pauses()
    visits = tuple(_visit(visit) for visit in desk.store.day_visits(desk.now(), MOST))
    paused_at = _clock_words(pauses.kiosk.since_ms, desk.now()) if pauses.kiosk else ""
    return visits, _counters(desk, desk.usage(), pauses), paused_at


def find(desk: Desk, label: str) -> VisitFacts | None:
    """Return today's visit that has a number, or None."""
    recalled = desk.store.recall(label, desk.now())
    if recalled is None:
        return None
    visit = recalled.visit
    job = desk.store.job_of(visit.visit)
    at = datetime.fromisoformat(visit.issued_at)
    labels = tuple(ticket.label for ticket in visit.tickets)
    state, copy = (job.state, job.copy) if job else ("", 0)
    return VisitFacts(visit.visit, labels, f"{at:%H.%M}", state, copy)


def _visit(visit: DayVisit) -> VisitFacts:
    at = datetime.fromtimestamp(visit.issued_ms / 1000, JAKARTA)
    return VisitFacts(visit.visit, visit.labels, f"{at:%H.%M}", visit.state, visit.copy)


def _counters(desk: Desk, usage: Usage, pauses: Pauses) -> tuple[CounterFacts, ...]:
    agencies = desk.premises.catalogue.agencies
    found: list[CounterFacts] = []
    for entry in desk.premises.mall.agencies:
        agency, pause = agencies[entry.agency], pauses.agencies.get(entry.agency)
        found.append(
            CounterFacts(
                agency=agency.id,
                name=agency.short_id.split(" (")[0],
                letter=agency.queue_letter,
                icon=agency_icon(agency.id),
                count=usage.agencies.get(agency.id, 0),
                closed_at=_clock_words(pause.since_ms, desk.now()) if pause else "",
            )
        )
    return tuple(sorted(found, key=lambda counter: (counter.letter, counter.name)))


def _clock_words(since_ms: int, now: datetime) -> str:
    """Return "09.41", or with its date where it is not today."""
    at = datetime.fromtimestamp(since_ms / 1000, JAKARTA)
    return f"{at:%H.%M}" if at.date() == now.date() else f"{at:%d-%m-%Y %H.%M}"
