"""Issuing: a draft gets its code and its labels, and is written down whole."""

from __future__ import annotations

import uuid

from kiosk.identity import new_code
from kiosk.store import bodies
from kiosk.store.entry import Entry
from kiosk.store.hashing import canonical
from kiosk.store.papers import print_jobs
from kiosk.store.series import take_number
from kiosk.store.usage import count_tickets
from kiosk.visits.model import Request, Ticket, Visit
from kiosk.visits.ports import Draft


def write_visit(entry: Entry, draft: Draft, key: bytes) -> Visit:
    """Write a visit into an entry: series, events, quotas, what was asked, print job.

    ``key`` is the mall's, for the code. Raises ``SeriesFull`` where a series is used up.
    """
    visit = _numbered(entry, draft, new_code(key))
    entry.append("visit.issued", bodies.visit_body(visit, draft.priority))
    for ticket in visit.tickets:
        entry.append("ticket.issued", bodies.ticket_body(visit, ticket))
    count_tickets(entry.connection, entry.day.day_id, visit.tickets)
    if draft.print_copy:
        print_jobs.add_job(entry.connection, "slip", visit.visit, entry.day.day_id)
    if draft.request is not None:
        _keep_request(entry, visit.visit, draft.request)
    return visit


def _keep_request(entry: Entry, visit: str, request: Request) -> None:
    """Keep what was asked beside the events: it has no business in the province."""
    entry.connection.execute(
        "INSERT INTO visit_request(visit, day_id, body) VALUES(?, ?, ?)",
        (visit, entry.day.day_id, canonical(bodies.request_body(request))),
    )


def _numbered(entry: Entry, draft: Draft, code: str) -> Visit:
    return Visit(
        visit=str(uuid.uuid4()),
        code=code,
        terminal=entry.ident.terminal,
        queue_day=entry.day.date.isoformat(),
        issued_at=entry.now.isoformat(timespec="seconds"),
        catalogue_version=draft.catalogue_version,
        life_event=draft.life_event,
        language=draft.language,
        tickets=_tickets(entry, draft, code),
        later=draft.later,
    )


def _tickets(entry: Entry, draft: Draft, code: str) -> tuple[Ticket, ...]:
    spare = entry.ident.spare_on(entry.day.date)
    whose = (entry.ident.terminal, entry.day.day_id, spare)
    labels = [str(take_number(entry.connection, stop.queue, *whose)) for stop in draft.stops]
    return tuple(
        Ticket(
            label=label,
            code=code,
            queue=stop.queue,
            agencies=stop.agencies,
            services=stop.services,
            counters=stop.counters,
            stop=number,
            after=tuple(labels[before] for before in stop.after),
            priority=draft.priority,
        )
        for number, (label, stop) in enumerate(zip(labels, draft.stops, strict=True), start=1)
    )
