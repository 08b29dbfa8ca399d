"""Issuing: a plan becomes a visit with numbers, or is refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.errors import Refused
from kiosk.visits.model import LaterStep, Request, Visit
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Draft, Ledger
from kiosk.visits.premises import Premises


class KioskPaused(Refused):
    """The kiosk is out of service, so no number is given."""

    key = "paused"

    def __init__(self) -> None:
        """Say who can end it."""
        super().__init__(
            "This kiosk is out of service; no number is given.",
            "End it on the technician's screen (Antrean), or with `kiosk maintenance off`.",
        )


class NothingToIssue(Refused):
    """No chosen step gets a number now; ``plan`` says why of each."""

    key = "nothing_to_issue"

    def __init__(self, plan: Plan) -> None:
        """Name the reasons in the message."""
        self.plan = plan
        reasons = ", ".join(f"{step.service}: {_why(plan, step)}" for step in plan.later)
        by_staff = any(standing.by_staff for standing in plan.standings.values())
        super().__init__(f"No number can be given now ({reasons}).", _REMEDIES[by_staff])


_REMEDIES = {
    False: "Look up the next opening with `kiosk catalogue show ID`, or choose another service.",
    True: "See which counters are closed with `kiosk agency list`, or choose another service.",
}
"""What to do, where no counter was closed by staff and where one was."""


def _why(plan: Plan, step: LaterStep) -> str:
    found = plan.standings.get(step.service)
    return f"{step.reason} by staff today" if found and found.by_staff else step.reason


class QuotaReached(NothingToIssue):
    """All that was chosen has given its numbers of the day."""

    key = "refused"


@dataclass(frozen=True, slots=True)
class Issued:
    """A visit that is in the ledger, with the plan it came from."""

    visit: Visit
    plan: Plan


def issue_visit(
    premises: Premises, ledger: Ledger, request: Request, now: datetime, *, print_copy: bool
) -> Issued:
    """Plan ``request`` with the ledger's present numbers and write it down.

    Planned again here, so that a counter that closed while somebody read the screen gives no
    number. Raises what ``plan_visit`` raises, ``KioskPaused``, ``NothingToIssue`` where no step
    gets a number, and the ledger's errors; then nothing was written.
    """
    usage = ledger.usage(now)
    if usage.paused:
        raise KioskPaused
    plan = plan_visit(premises, request, now, usage)
    if not plan.stops:
        used_up = {step.reason for step in plan.later} == {"quota"}
        raise QuotaReached(plan) if used_up else NothingToIssue(plan)
    draft = Draft(
        stops=plan.stops,
        later=plan.later,
        priority=request.priority,
        life_event=request.life_event,
        language=request.language,
        catalogue_version=premises.catalogue.version,
        print_copy=print_copy,
        request=request,
    )
    return Issued(ledger.issue(draft, now), plan)
