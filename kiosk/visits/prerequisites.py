"""Steps that wait for other steps: what must be finished first, and whether that is today.

product.md, "When a number may be given", Prerequisites.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.catalogue.model import Duration, Service
from kiosk.visits.premises import Premises

SAME_TURN_DAYS = 3
"""Working days a prerequisite of the same queue may take and still share the turn."""


@dataclass(slots=True)
class Waiting:
    """The steps that get a number (``today``) and those that wait, with what they wait for."""

    today: list[str] = field(default_factory=list)
    waits: dict[str, tuple[str, ...]] = field(default_factory=dict)


def finished_same_day(duration: Duration) -> bool:
    """Whether a step is finished the same day: its time is counted in minutes or hours."""
    return duration.unit in {"menit", "jam"} and _upper_end(duration) is not None


def shares_the_turn(service: Service, duration: Duration) -> bool:
    """Whether a step of the same queue may be done in one turn with what depends on it."""
    if service.mpp_scope != "penuh":
        return False
    days = _upper_end(duration)
    if days is None or duration.unit == "bulan":
        return False
    return duration.unit in {"menit", "jam"} or days <= SAME_TURN_DAYS


def sort_out(
    premises: Premises,
    ordered: Sequence[str],
    before: Mapping[str, frozenset[str]],
    refused: frozenset[str],
) -> Waiting:
    """Sort the chosen steps into those that get a number today and those that wait.

    ``ordered`` lists the steps so that what a step depends on comes earlier; ``before`` names all
    a step depends on; ``refused`` are steps that get no number for a reason of their own.
    """
    result = Waiting()
    edges: set[tuple[str, str]] = set()
    for service in ordered:
        if service in refused:
            continue
        blockers = [
            name
            for name in ordered
            if name in before[service] and _blocks(premises, name, service, result, refused)
        ]
        new = _queue_edges(premises, service, before[service])
        if blockers or _closes_a_circle(edges | new):
            result.waits[service] = _nearest(
                blockers or _other_queue(premises, service, before), before
            )
        else:
            result.today.append(service)
            edges |= new
    return result


def _blocks(
    premises: Premises, earlier: str, service: str, so_far: Waiting, refused: frozenset[str]
) -> bool:
    if earlier in refused or earlier in so_far.waits:
        return True
    duration = premises.duration(earlier)
    if _queue(premises, earlier) == _queue(premises, service):
        return not shares_the_turn(premises.service(earlier), duration)
    return not finished_same_day(duration)


def _queue(premises: Premises, service: str) -> str:
    return premises.agency_of(service).queue_letter


def _queue_edges(premises: Premises, service: str, before: frozenset[str]) -> set[tuple[str, str]]:
    own = _queue(premises, service)
    return {(_queue(premises, name), own) for name in before if _queue(premises, name) != own}


def _other_queue(
    premises: Premises, service: str, before: Mapping[str, frozenset[str]]
) -> list[str]:
    own = _queue(premises, service)
    return sorted(name for name in before[service] if _queue(premises, name) != own)


def _closes_a_circle(edges: set[tuple[str, str]]) -> bool:
    """Whether two queues would wait for each other, directly or through others."""
    left = set(edges)
    while left:
        targets = {target for _, target in left}
        kept = {(source, target) for source, target in left if source in targets}
        if kept == left:
            return True
        left = kept
    return False


def _nearest(blockers: Sequence[str], before: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the blockers that finish last: those no other blocker depends on."""
    return tuple(name for name in blockers if not any(name in before[other] for other in blockers))


def _upper_end(duration: Duration) -> int | None:
    """Return the upper end of "3" or "1-3"; None for "bervariasi", which counts as long."""
    end = duration.value.rsplit("-", 1)[-1].strip()
    return int(end) if end.isdecimal() else None
