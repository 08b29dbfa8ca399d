"""Bodies of the ledger's events: what stands there of a visit, of each ticket, of each paper."""

from __future__ import annotations

from typing import Any

from kiosk.store.papers.print_jobs import PrintJob
from kiosk.visits.model import Request, Ticket, Visit


def visit_body(visit: Visit, priority: str | None) -> dict[str, Any]:
    """Return the body of ``visit.issued``; ``services`` are all that were chosen."""
    now = [service for ticket in visit.tickets for service in ticket.services]
    return {
        "visit": visit.visit,
        "code": visit.code,
        "queue_day": visit.queue_day,
        "life_event": visit.life_event,
        "language": visit.language,
        "services": now + [step.service for step in visit.later],
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
        "number": int(ticket.label[-3:]),
        "queue_day": visit.queue_day,
        "agencies": list(ticket.agencies),
        "services": list(ticket.services),
        "counters": [{"number": c.number, "floor": c.floor} for c in ticket.counters],
        "stop": ticket.stop,
        "after": list(ticket.after),
        "priority": ticket.priority,
        "catalogue_version": visit.catalogue_version,
    }


def paper_body(job: PrintJob) -> dict[str, Any]:
    """Return the body of ``print.outcome`` and ``print.settled``."""
    return {
        "job": job.job,
        "kind": job.kind,
        "visit": job.visit,
        "copy": job.copy,
        "outcome": job.state,
        "reason": job.reason,
        "proof": job.proof,
        "mm": job.mm,
    }


def request_body(request: Request) -> dict[str, Any]:
    """Return what was asked, for ``visit_request``; the priority stands with the tickets."""
    return {
        "services": list(request.services),
        "life_event": request.life_event,
        "answers": [[condition, answer] for condition, answer in request.answers],
        "apart": sorted(request.apart),
        "language": request.language,
    }
