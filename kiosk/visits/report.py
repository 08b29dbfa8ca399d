"""A visit as JSON: the shape other programs rely on (fields are added, never renamed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.catalogue.checklist import Choice, Line
from kiosk.visits.issuing import Issued
from kiosk.visits.model import LaterStep, Ticket


def visit_report(
    issued: Issued,
    *,
    slip: str | None = None,
    screenshots: Sequence[str] = (),
    timings_ms: Mapping[str, float] | None = None,
    printed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the report of an issued visit; paths are texts, timings milliseconds.

    ``printed`` is what became of its slip (job, copy, outcome, reason, proof), where one was asked.
    """
    visit, checklist = issued.visit, issued.plan.checklist
    paper = {} if printed is None else {"print": dict(printed)}
    return {
        "visit": visit.visit,
        "code": visit.code,
        "terminal": visit.terminal,
        "queue_day": visit.queue_day,
        "tickets": [_ticket(ticket) for ticket in visit.tickets],
        "later": [_later(step) for step in visit.later],
        "documents": [_line(line) for line in checklist.lines],
        "documents_made": [
            {"document": made.document, "from": made.made_by, "for": made.used_in}
            for made in checklist.made
        ],
        "documents_unmerged": checklist.unmerged,
        "count_to_bring": checklist.to_bring,
        "life_event": visit.life_event,
        "language": visit.language,
        "catalogue_version": visit.catalogue_version,
        "slip": slip,
        "screenshots": list(screenshots),
        "timings_ms": dict(timings_ms or {}),
        **paper,
    }


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "label": ticket.label,
        "code": ticket.code,
        "queue": ticket.queue,
        "agencies": list(ticket.agencies),
        "services": list(ticket.services),
        "counters": [{"number": c.number, "floor": c.floor} for c in ticket.counters],
        "stop": ticket.stop,
        "after": list(ticket.after),
        "priority": ticket.priority,
    }


def _later(step: LaterStep) -> dict[str, Any]:
    return {"service": step.service, "after": list(step.after), "reason": step.reason}


def _line(line: Line) -> dict[str, Any]:
    return {
        **_choice(line.first),
        "choices": [_choice(choice) for choice in line.choices],
        "later": line.later,
        "to_bring": line.to_bring,
        "for": list(line.services),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "document": choice.document,
        "holder": choice.holder,
        "forms": list(choice.forms),
        "original": choice.original,
        "copies": choice.copies,
        "sheets": choice.sheets,
        "condition": list(choice.conditions),
    }
