"""Bodies of the ledger's events: what stands in the ledger of a visit and of each ticket."""

from __future__ import annotations

from typing import Any

from kiosk.visits.model import Ticket, Visit


def visit_body(visit: Visit, priority: str | None) -> dict[str, Any]:
    """Return the body of ``visit.issued``: the visit whole, as far as its tickets' labels."""
    return {
        "visit": visit.visit,
        "code": visit.code,
        "queue_day": visit.queue_day,
        "life_event": visit.life_event,
        "language": visit.language,
        "tickets": [ticket.label for ticket in visit.tickets],
        "later": [
            {"service": step.service, "reason": step.reason, "after": list(step.after)}
            for step in visit.later
        ],
        "priority": priority,
    }


def ticket_body(visit: Visit, ticket: Ticket) -> dict[str, Any]:
    """Return the body of ``ticket.issued``."""
    return {
        "visit": visit.visit,
        "code": ticket.code,
        "label": ticket.label,
        "queue": ticket.queue,
        "queue_day": visit.queue_day,
        "agencies": list(ticket.agencies),
        "services": list(ticket.services),
        "counters": [{"number": c.number, "floor": c.floor} for c in ticket.counters],
        "stop": ticket.stop,
        "after": list(ticket.after),
        "priority": ticket.priority,
        "catalogue_version": visit.catalogue_version,
    }
