"""Slips without a ledger: a planned visit with made-up numbers, and what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import load_holidays
from kiosk.catalogue.mall import Counter, MallAgency
from kiosk.identity import new_code
from kiosk.language import Translator
from kiosk.visits.model import Request, Ticket, Visit
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from printing.compose import compose_list, compose_slip
from printing.qr import matrix
from printing.slip import Slip, SlipLine, SlipList, SlipStop
from tests.premises import TUESDAY, example_premises

HOST = "ANTRE.CONTOH.GO.ID"
CONTENT = f"HTTPS://{HOST}/T/7QK4M2XW9DAB"
INDONESIAN, ENGLISH = Translator.load("id"), Translator.load("en")


def plan_of(
    *services: str,
    life_event: str | None = None,
    premises: Premises | None = None,
    now: datetime = TUESDAY,
) -> Plan:
    """Plan services, or the core steps of a life event, as if nothing had been issued today."""
    request = Request(services, life_event)
    return plan_visit(premises or example_premises(), request, now, Usage())


def visit_of(plan: Plan, *, language: str = "id", terminal: int = 1) -> Visit:
    """Return the visit a ledger would make of ``plan``, with made-up numbers and code."""
    code = new_code(b"k" * 32)
    between = "" if terminal == 1 else str(terminal)
    tickets = tuple(
        Ticket(
            label=f"{stop.queue}{between}007",
            code=code,
            queue=stop.queue,
            agencies=stop.agencies,
            services=stop.services,
            counters=stop.counters,
            stop=position,
            after=(),
            priority=None,
        )
        for position, stop in enumerate(plan.stops, start=1)
    )
    return Visit(
        visit="8d5cf3a8-0d4f-4f0a-9d55-1d6a35c0a7b1",
        code=code,
        terminal=terminal,
        queue_day="2026-11-24",
        issued_at=TUESDAY.isoformat(),
        catalogue_version=1,
        life_event=None,
        language=language,
        tickets=tickets,
        later=plan.later,
    )


def slip_of(
    *services: str,
    life_event: str | None = None,
    language: str = "id",
    premises: Premises | None = None,
    terminal: int = 1,
    copy: int = 1,
    short: bool = False,
) -> Slip:
    """Return the slip of services or of a life event."""
    premises = premises or example_premises()
    plan = plan_of(*services, life_event=life_event, premises=premises)
    visit = visit_of(plan, language=language, terminal=terminal)
    tr = Translator.load(language)
    return compose_slip(visit, plan, premises, tr, qr_host=HOST, copy=copy, short=short)


def list_of(
    *services: str,
    life_event: str | None = None,
    language: str = "id",
    premises: Premises | None = None,
    have: frozenset[tuple[str, str]] | None = None,
) -> Slip:
    """Return the document list without a number."""
    premises = premises or example_premises()
    plan = plan_of(*services, life_event=life_event, premises=premises)
    return compose_list(plan, premises, TUESDAY, Translator.load(language), have=have)


def premises_with_agency(agency: str, counter: int | str = 30) -> Premises:
    """Return the example premises with one more agency in the mall."""
    found = example_premises()
    entry = MallAgency(agency, (Counter(counter, 2),))
    mall = msgspec.structs.replace(found.mall, agencies=(*found.mall.agencies, entry))
    return Premises(found.catalogue, Timetable(mall, load_holidays()))


def premises_with_service(service: str, **changes: object) -> Premises:
    """Return the example premises with changed fields of one service."""
    found = example_premises()
    services = dict(found.catalogue.services)
    services[service] = msgspec.structs.replace(services[service], **changes)
    catalogue = msgspec.structs.replace(found.catalogue, services=services)
    return Premises(catalogue, found.timetable)


def made_up_slip(
    *,
    labels: tuple[str, ...] = ("A007",),
    words: str = "Kartu Identitas Anak",
    documents: int = 3,
    mall: str = "MPP Contoh",
) -> Slip:
    """Return a slip of ``words`` wherever a slip has words that come from a file."""
    stops = tuple(SlipStop(label, f"{n}. {words}", words) for n, label in enumerate(labels, 1))
    lines = tuple(SlipLine(f"{words} {n}", words) for n in range(documents))
    return Slip(
        title=" ".join(labels),
        language="id",
        mall="MAL PELAYANAN PUBLIK",
        place=mall,
        banner="",
        stops=stops,
        notes=((words, words),),
        lists=(SlipList(words, lines),),
        facts=(words,),
        code="7QK4 M2XW 9DAB",
        qr=matrix(CONTENT),
        footer=("Sel 24 Nov 2026 09.41", "Anjungan 1"),
    )


def words_of(slip: Slip) -> Iterator[str]:
    """Yield every text of a slip, so that a test can look for it on the paper."""
    yield from (slip.mall, slip.place)
    yield from filter(None, (*slip.banner.split(" — "), slip.code))
    for stop in slip.stops:
        yield from (stop.label, stop.where, stop.services)
    for note in slip.notes:
        yield from note
    for part in slip.lists:
        yield part.heading
        for line in part.lines:
            for name, detail in ((line.name, line.detail), *line.others):
                yield from filter(None, (name, detail))
    yield from slip.facts
    yield from slip.footer
