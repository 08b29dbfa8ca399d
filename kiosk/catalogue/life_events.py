"""Life events: their core steps, what depends on what, and their merged list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.catalogue.checklist import Checklist
from kiosk.catalogue.merge import MergeStep, merge
from kiosk.catalogue.model import Catalogue, LifeEvent, Step


def core_steps(event: LifeEvent) -> tuple[Step, ...]:
    """Return the steps nearly everybody needs."""
    return tuple(step for step in event.steps if not step.optional)


def direct_dependencies(event: LifeEvent) -> dict[str, frozenset[str]]:
    """Return what each step's service waits for directly."""
    return {step.service: frozenset(step.depends_on) for step in event.steps}


def every_dependency(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return all pairs that any life event orders: the dependencies of a free basket."""
    pairs: dict[str, set[str]] = {}
    for event in catalogue.life_events.values():
        for step in event.steps:
            pairs.setdefault(step.service, set()).update(step.depends_on)
    return {service: frozenset(before) for service, before in pairs.items()}


def ancestors(
    chosen: Sequence[str], direct: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return, of each chosen service, the chosen ones it depends on directly or through others.

    A dependency on a service that was not chosen does not apply. Cycles are cut where they are
    met again, so every input has an answer.
    """
    picked = set(chosen)

    def walk(service: str, seen: frozenset[str]) -> frozenset[str]:
        near = (direct.get(service, frozenset()) & picked) - seen
        deeper = (walk(name, seen | near | {service}) for name in near)
        return near.union(*deeper)

    return {service: walk(service, frozenset()) - {service} for service in chosen}


def merge_life_event(catalogue: Catalogue, event: LifeEvent, steps: Sequence[Step]) -> Checklist:
    """Return the merged list of ``steps`` with every condition unanswered."""
    chosen = [step.service for step in steps]
    before = ancestors(chosen, direct_dependencies(event))
    services = catalogue.services
    return merge(
        [
            MergeStep(
                services[name],
                {other: services[other].output.doc for other in sorted(before[name])},
            )
            for name in chosen
        ],
        aliases=event.role_aliases,
    )
