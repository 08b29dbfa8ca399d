"""Whether a service gets a number now: at most one reason against it, the first that holds.

The table of product.md, "When a number may be given", but for prerequisites between steps,
which ``kiosk.visits.prerequisites`` adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.catalogue.hours import Pause
from kiosk.visits.model import Reason
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises

LAST_OF_SERIES = 999
"""A series has three digits; the thousandth number of a day is refused like a full quota."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one service now.

    ``reason`` is None where a number may be given; ``opens`` then is None, else the next opening
    where there is one. ``pause`` is a break that is going on and no reason against a number.
    ``by_staff`` says that a counter is closed because staff closed it for the day.
    """

    reason: Reason | None
    opens: datetime | None = None
    pause: Pause | None = None
    by_staff: bool = False


def standing(premises: Premises, service: str, now: datetime, usage: Usage) -> Standing:
    """Return whether ``service`` gets a number at ``now``, and if not why and until when."""
    entry = premises.service(service)
    table = premises.timetable
    if not premises.here(entry.agency):
        return Standing("not_here")
    if entry.mpp_scope == "informasi":
        return Standing("information")
    if table.service(service).channel == "online":
        return Standing("online")
    shut = _shut(premises, entry.agency, service, now, closed=entry.agency in usage.closed)
    if shut is not None:
        return shut
    if _used_up(premises, entry.agency, service, usage):
        return Standing("quota", table.next_opening(entry.agency, now, service, today=False))
    return Standing(None, pause=table.pause(entry.agency, now))


def _shut(
    premises: Premises, agency: str, service: str, now: datetime, *, closed: bool
) -> Standing | None:
    """Return why nobody serves now, by the clock or because staff have ``closed`` the counter."""
    table = premises.timetable
    today = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[now.weekday()]
    opens = table.next_opening(agency, now, service)
    if table.limited_days(agency, service) and today not in table.days(agency, service):
        return Standing("day", opens)
    if closed:
        tomorrow = table.next_opening(agency, now, service, today=False)
        return Standing("closed", tomorrow, by_staff=True)
    if not table.accepts(agency, now, service):
        return Standing("closed", opens)
    return None


def _used_up(premises: Premises, agency: str, service: str, usage: Usage) -> bool:
    table = premises.timetable
    entry = table.agency(agency)
    quotas = (
        (entry.quota if entry else None, usage.agencies.get(agency, 0)),
        (table.service(service).quota, usage.services.get(service, 0)),
        (LAST_OF_SERIES, usage.series.get(premises.catalogue.agencies[agency].queue_letter, 0)),
    )
    return any(quota is not None and used >= quota for quota, used in quotas)
