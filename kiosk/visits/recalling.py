"""Recalling: the plan a visit came from, so that its slip can be composed again, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.visits.admission import LAST_OF_SERIES, Standing, standing
from kiosk.visits.model import LaterStep, Request, Stop, Ticket, Visit
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises


def replan(premises: Premises, visit: Visit, request: Request | None) -> Plan:
    """Return the plan of an issued visit, as of the moment it was issued.

    What the visit says wins, should the mall have changed since. Without the ``request``, which
    is kept for a day only, the services are the visit's and every condition is unanswered: the
    list then says of each document when it is needed. Raises ``UnknownId`` where a service or
    life event has left the catalogue.
    """
    issued_at = datetime.fromisoformat(visit.issued_at)
    asked = request or _asked(visit)
    usage = replace(_usage_met(premises, visit.later), closed=_closed(premises, visit, issued_at))
    plan = plan_visit(premises, asked, issued_at, usage)
    kept = {
        step.service: _standing(premises, step, plan, issued_at, usage)
        for step in visit.later
        if step.reason != "prerequisite"
    }
    return replace(
        plan,
        stops=_stops(visit.tickets),
        later=visit.later,
        standings={**plan.standings, **kept},
    )


def _asked(visit: Visit) -> Request:
    now = [service for ticket in visit.tickets for service in ticket.services]
    names = (*now, *(step.service for step in visit.later))
    return Request(names, visit.life_event, language=visit.language, apart=frozenset(names))


def _usage_met(premises: Premises, later: Sequence[LaterStep]) -> Usage:
    """Return a usage under which exactly the visit's own steps meet a used-up quota.

    What was used up is told by the narrowest limit a step has: whatever a wider one kept out
    besides stands in ``later`` by itself.
    """
    agencies: dict[str, int] = {}
    services: dict[str, int] = {}
    series: dict[str, int] = {}
    for name in (step.service for step in later if step.reason == "quota"):
        agency = premises.agency_of(name)
        entry = premises.timetable.agency(agency.id)
        of_service = premises.timetable.service(name).quota
        if of_service is not None:
            services[name] = of_service
        elif entry is not None and entry.quota is not None:
            agencies[agency.id] = entry.quota
        else:
            series[agency.queue_letter] = LAST_OF_SERIES
    return Usage(agencies, services, series)


def _closed(premises: Premises, visit: Visit, issued_at: datetime) -> frozenset[str]:
    """Return the agencies that staff had closed: closed, though the clock says open.

    One that gave a number all the same was not: its hours were changed since.
    """
    served = {agency for ticket in visit.tickets for agency in ticket.agencies}
    accepts = premises.timetable.accepts
    shut = [
        (premises.service(step.service).agency, step.service)
        for step in visit.later
        if step.reason == "closed"
    ]
    return frozenset(
        agency
        for agency, service in shut
        if premises.here(agency) and accepts(agency, issued_at, service)
    ).difference(served)


def _standing(
    premises: Premises, step: LaterStep, plan: Plan, issued_at: datetime, usage: Usage
) -> Standing:
    """Return why a step got no number: as planned again, or by the visit where that differs."""
    found = plan.standings.get(step.service)
    if found is None:
        found = standing(premises, step.service, issued_at, usage)
    if found.reason == step.reason:
        return found
    agency = premises.service(step.service).agency
    if step.reason not in {"day", "closed", "quota"} or not premises.here(agency):
        return Standing(step.reason)
    today = step.reason != "quota"
    opens = premises.timetable.next_opening(agency, issued_at, step.service, today=today)
    return Standing(step.reason, opens)


def _stops(tickets: Sequence[Ticket]) -> tuple[Stop, ...]:
    place = {ticket.label: index for index, ticket in enumerate(tickets)}
    return tuple(
        Stop(
            ticket.queue,
            ticket.agencies,
            ticket.services,
            ticket.counters,
            tuple(place[label] for label in ticket.after),
        )
        for ticket in tickets
    )
