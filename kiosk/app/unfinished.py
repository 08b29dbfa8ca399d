"""What the last start left unfinished: a slip that the kiosk stopped in the middle of (E9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.app.desk import Desk
from kiosk.errors import KioskError
from kiosk.visits.issuing import Issued
from kiosk.visits.recalling import replan

YOUNG = timedelta(minutes=3)
"""Older visits are not shown: whoever took them has gone, and the glass is public."""


def unfinished_visit(desk: Desk) -> Issued | None:
    """Return the newest visit whose slip was on its way when the kiosk stopped, if it is young."""
    slips = [job for job in desk.store.recovered if job.kind == "slip"]
    for job in reversed(slips):
        issued = issued_again(desk, job.visit)
        if issued is not None and _is_young(issued.visit.issued_at, desk.now()):
            return issued
    return None


def issued_again(desk: Desk, visit: str) -> Issued | None:
    """Return a visit of the ledger with the plan it came from; None where there is none.

    Nor where its services have left the catalogue: then its slip cannot be made again.
    """
    recalled = desk.store.recall_visit(visit)
    if recalled is None:
        return None
    try:
        return Issued(recalled.visit, replan(desk.premises, recalled.visit, recalled.request))
    except KioskError:
        return None


def _is_young(issued_at: str, now: datetime) -> bool:
    return timedelta(0) <= now - datetime.fromisoformat(issued_at) < YOUNG
