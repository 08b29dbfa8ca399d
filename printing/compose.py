"""From a visit to the words of its slip; private services show only what may be said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.catalogue.checklist import Checklist, Choice, Line
from kiosk.catalogue.model import Service
from kiosk.identity import grouped, qr_content
from kiosk.language import Translator
from kiosk.visits.model import LaterStep, Ticket, Visit
from kiosk.visits.plan import Plan
from kiosk.visits.premises import Premises
from kiosk.wording.dates import clock_text, day_name, short_date
from kiosk.wording.documents import choice_detail, document_name, heading_text
from kiosk.wording.fees import fee_is_sure, fee_text, is_free, is_sure
from kiosk.wording.places import counter_text, floor_text, place_text
from kiosk.wording.reasons import paper_name, reason_text
from printing.plain_text import clean
from printing.qr import matrix
from printing.slip import Slip, SlipLine, SlipList, SlipStop


def compose_slip(
    visit: Visit,
    plan: Plan,
    premises: Premises,
    tr: Translator,
    *,
    qr_host: str,
    copy: int = 1,
    short: bool = False,
) -> Slip:
    """Return the slip of an issued visit; a ``copy`` above 1 says that it is a reprint.

    A ``short`` one saves paper that runs out: it says where to go with which number, and where the
    list of documents is to be had instead of the list.
    """
    issued_at = datetime.fromisoformat(visit.issued_at)
    content = qr_content(qr_host, visit.code)
    slip = Slip(
        title=" ".join(ticket.label for ticket in visit.tickets),
        language=visit.language,
        mall=tr("Mal Pelayanan Publik").upper(),
        place=_place(premises, tr),
        banner=_reprint(copy, tr) if copy > 1 else "",
        stops=tuple(_stop(ticket, premises, tr) for ticket in visit.tickets),
        notes=tuple(_note(step, plan, premises, issued_at, tr) for step in visit.later),
        lists=_lists(plan.checklist, premises, tr),
        facts=(*_made(plan.checklist, premises, tr), *_facts(plan.services, premises, tr)),
        code=grouped(visit.code),
        qr=matrix(content),
        footer=(
            _moment(issued_at, tr),
            tr("Anjungan {number}", number=visit.terminal),
            *_complaints(tr),
        ),
        page=tr("Halaman {page} dari {pages}"),
    )
    return _shortened(slip, premises, tr) if short else slip


def compose_list(
    plan: Plan,
    premises: Premises,
    now: datetime,
    tr: Translator,
    *,
    have: frozenset[tuple[str, str]] | None = None,
) -> Slip:
    """Return a document list without a number; what somebody ``have`` already is left out."""
    names = [paper_name(premises.service(name), tr) for name in plan.services]
    shown = _without(plan.checklist, have or frozenset())
    return Slip(
        title=tr("Daftar syarat"),
        language=tr.language,
        mall=tr("Mal Pelayanan Publik").upper(),
        place=_place(premises, tr),
        banner=tr("Belum ada nomor antrean"),
        stops=(),
        notes=tuple(
            (clean(name), _where(premises, service, plan, now, tr))
            for name, service in zip(names, plan.services, strict=True)
        ),
        lists=_lists(shown, premises, tr, missing=have is not None),
        facts=(*_made(plan.checklist, premises, tr), *_facts(plan.services, premises, tr)),
        code="",
        qr=(),
        footer=(_moment(now, tr), *_complaints(tr)),
        page=tr("Halaman {page} dari {pages}"),
    )


def _reprint(copy: int, tr: Translator) -> str:
    return tr("CETAK ULANG ke-{n} — tiket sebelumnya tidak berlaku sebagai nomor baru", n=copy)


def _shortened(slip: Slip, premises: Premises, tr: Translator) -> Slip:
    """Return the slip without its documents, but with one line that says where they are told."""
    documents = sum(len(part.lines) for part in slip.lists)
    place = premises.mall.information_desk
    desk = clean(tr.pick(place.text_id, place.text_en))
    words = tr.plural(
        "Daftar {n} berkas: pindai kode QR ini, atau tanya {desk}.", documents, desk=desk
    )
    return replace(slip, lists=(), facts=(), notes=(("", words),) if documents else ())


def _place(premises: Premises, tr: Translator) -> str:
    mall = premises.mall
    name = clean(tr.pick(mall.name_id, mall.name_en))
    example = tr("CONTOH")
    return f"{name} · {example}" if mall.example and example.lower() not in name.lower() else name


def _stop(ticket: Ticket, premises: Premises, tr: Translator) -> SlipStop:
    place = counter_text(ticket.counters, tr)
    floor = floor_text(ticket.counters, tr)
    where = f"{ticket.stop}. {place}{f', {floor}' if floor else ''}"
    services = [premises.service(name) for name in ticket.services]
    names = ", ".join(dict.fromkeys(paper_name(service, tr) for service in services))
    signs = _signs(services, premises, tr)
    return SlipStop(ticket.label, clean(where), clean(f"{signs} · {names}" if signs else names))


def _signs(services: Sequence[Service], premises: Premises, tr: Translator) -> str:
    """Return the short names of the agencies; one that is known by its private service is not."""
    shown = dict.fromkeys(service.agency for service in services if not service.private_slip)
    agencies = [premises.catalogue.agencies[name] for name in shown]
    return ", ".join(tr.pick(a.short_id, a.short_en).split(" (")[0] for a in agencies)


def _note(
    step: LaterStep, plan: Plan, premises: Premises, now: datetime, tr: Translator
) -> tuple[str, str]:
    service = premises.service(step.service)
    name = clean(paper_name(service, tr))
    if step.reason == "prerequisite":
        after = dict.fromkeys(paper_name(premises.service(other), tr) for other in step.after)
        text = tr("nanti, setelah {steps} selesai", steps=", ".join(after))
    else:
        text = _reason(service, plan, premises, now, tr)
    return name, clean(text)


def _reason(service: Service, plan: Plan, premises: Premises, now: datetime, tr: Translator) -> str:
    """Return why a service gets no number today; of a private one not where else it is done."""
    standing = plan.standings[service.id]
    if service.private_slip and standing.reason in {"not_here", "online"}:
        return counter_text((), tr)
    return reason_text(premises, service, standing, now, tr)


def _where(premises: Premises, service: str, plan: Plan, now: datetime, tr: Translator) -> str:
    found = premises.service(service)
    parts = [fee_text(premises, found, tr)]
    if plan.standings[service].reason in {"not_here", "information", "online"}:
        parts.append(_reason(found, plan, premises, now, tr))
    else:
        parts.append(place_text(premises.counters(found.agency), tr))
    return clean(" · ".join(parts))


def _without(checklist: Checklist, have: frozenset[tuple[str, str]]) -> Checklist:
    lines = tuple(
        line for line in checklist.lines if (line.first.document, line.first.holder) not in have
    )
    return Checklist(lines, checklist.made, checklist.unmerged_today, checklist.unmerged_later)


def _lists(
    checklist: Checklist,
    premises: Premises,
    tr: Translator,
    *,
    missing: bool = False,
) -> tuple[SlipList, ...]:
    parts: list[SlipList] = []
    for later in (False, True):
        lines = checklist.part(later=later)
        if not lines:
            continue
        heading = heading_text(checklist, tr, later=later)
        if missing and later:
            heading = tr.plural("Untuk nanti: {n} berkas", len(lines))
        elif missing:
            heading = tr.plural("Masih kurang {n} berkas", len(lines))
        parts.append(SlipList(heading, tuple(_line(line, premises, tr) for line in lines)))
    return tuple(parts)


def _line(line: Line, premises: Premises, tr: Translator) -> SlipLine:
    (name, detail), *others = (_choice(x, premises, tr) for x in (line.first, *line.choices))
    return SlipLine(name, detail, tuple((tr("atau {name}", name=x), what) for x, what in others))


def _choice(choice: Choice, premises: Premises, tr: Translator) -> tuple[str, str]:
    catalogue = premises.catalogue
    return (
        clean(document_name(catalogue, choice, tr)),
        clean(choice_detail(catalogue, choice, tr)),
    )


def _made(checklist: Checklist, premises: Premises, tr: Translator) -> tuple[str, ...]:
    """Return what need not be brought since an earlier step makes it, with that step."""
    catalogue = premises.catalogue
    texts: dict[str, None] = {}
    for item in checklist.made:
        document = catalogue.documents[item.document]
        name = tr.pick(document.short_id, document.short_en)
        maker = paper_name(catalogue.services[item.made_by], tr)
        same = name == maker
        texts[name if same else tr("{document} dari {service}", document=name, service=maker)] = (
            None
        )
    if not texts:
        return ()
    return (clean(f"{tr('Dibuat di langkah sebelumnya')}: {'; '.join(texts)}"),)


def _facts(services: Sequence[str], premises: Premises, tr: Translator) -> tuple[str, ...]:
    found = [premises.service(name) for name in services]
    facts: list[str] = []
    if all(is_free(premises, service) for service in found):
        facts.append(tr("Gratis"))
    if not all(is_sure(s) and fee_is_sure(premises, s) for s in found):
        facts.append(tr("Perlu dipastikan di loket"))
    photocopy = premises.mall.photocopy
    facts.append(clean(tr.pick(photocopy.text_id, photocopy.text_en)))
    return tuple(facts)


def _moment(moment: datetime, tr: Translator) -> str:
    day = day_name(moment.date(), tr)[:3]
    return f"{day} {short_date(moment.date(), tr)} {clock_text(moment, tr)}"


def _complaints(tr: Translator) -> tuple[str, str]:
    return tr("Pengaduan: lapor.go.id"), tr("SMS 1708")
