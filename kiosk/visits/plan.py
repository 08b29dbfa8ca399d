"""The plan of a visit: from what was chosen to stops, later steps and the merged list. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.catalogue.checklist import Checklist
from kiosk.catalogue.life_events import ancestors, core_steps
from kiosk.catalogue.merge import MergeStep, merge
from kiosk.errors import Refused, UsageError
from kiosk.visits.admission import Standing, standing
from kiosk.visits.model import LaterStep, Request, Stop
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.visits.prerequisites import sort_out
from kiosk.visits.route import plan_route, steps_in_order

MOST_SERVICES = 9
"""Services of one visit: what one slip and one screen can show."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a visit would be, were it issued now.

    ``services`` are the chosen steps, without those whose condition was answered with no;
    ``standings`` says of each whether and why not it gets a number by itself.
    """

    services: tuple[str, ...]
    stops: tuple[Stop, ...]
    later: tuple[LaterStep, ...]
    checklist: Checklist
    standings: Mapping[str, Standing]


def plan_visit(premises: Premises, request: Request, now: datetime, usage: Usage) -> Plan:
    """Return the plan of ``request`` at ``now``.

    Raises ``UnknownId`` for an unknown service or life event, ``UsageError`` for more than nine
    services, ``Refused`` for an empty basket.
    """
    chosen = chosen_services(premises, request)
    before = ancestors(chosen, premises.dependencies(request.life_event))
    ordered = steps_in_order(chosen, before)
    standings = {name: standing(premises, name, now, usage) for name in ordered}
    refused = frozenset(name for name in ordered if standings[name].reason)
    waiting = sort_out(premises, ordered, before, refused)
    stops = plan_route(premises, waiting.today, before)
    later = tuple(
        LaterStep(name, standings[name].reason or "prerequisite", waiting.waits.get(name, ()))
        for name in ordered
        if name not in waiting.today
    )
    walked = [name for stop in stops for name in stop.services]
    checklist = _checklist(premises, request, walked, [step.service for step in later], before)
    return Plan(tuple(chosen), stops, later, checklist, standings)


def chosen_services(premises: Premises, request: Request) -> list[str]:
    """Return the steps of a request, checked and without repeats.

    A life event without services named means its core steps; a step whose condition was answered
    with no is not offered.
    """
    named = request.services
    if request.life_event is not None and not named:
        event = premises.life_event(request.life_event)
        named = tuple(step.service for step in core_steps(event))
    chosen = [premises.service(name).id for name in dict.fromkeys(named)]
    chosen = [name for name in chosen if name not in _not_offered(premises, request)]
    if not chosen:
        raise Refused("No service was chosen.", "Name at least one service, or a life event.")
    if len(chosen) > MOST_SERVICES:
        raise UsageError(
            f"A visit holds up to {MOST_SERVICES} services, {len(chosen)} were chosen.",
            "Leave some out and take them in a second visit.",
        )
    return chosen


def _not_offered(premises: Premises, request: Request) -> frozenset[str]:
    if request.life_event is None:
        return frozenset()
    denied = {condition for condition, answer in request.answers if not answer}
    steps = premises.life_event(request.life_event).steps
    return frozenset(s.service for s in steps if s.condition in denied) - request.apart


def _checklist(
    premises: Premises,
    request: Request,
    today: list[str],
    later: list[str],
    before: Mapping[str, frozenset[str]],
) -> Checklist:
    services = premises.catalogue.services
    event = premises.life_event(request.life_event) if request.life_event else None
    steps = [
        MergeStep(
            services[name],
            {other: services[other].output.doc for other in sorted(before[name])},
            later=name in later,
        )
        for name in (*today, *later)
    ]
    aliases = event.role_aliases if event else {}
    return merge(steps, aliases=aliases, answers=dict(request.answers))
