"""Why a step gets no number today, in words for the glass and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.catalogue.model import Service
from kiosk.language import Translator
from kiosk.visits.admission import Standing
from kiosk.visits.model import LaterStep
from kiosk.visits.premises import Premises
from kiosk.wording.dates import day_names, opening_text


def reason_text(
    premises: Premises, service: Service, standing: Standing, now: datetime, tr: Translator
) -> str:
    """Return one short sentence on why a service gets no number now, and what then helps."""
    reason = standing.reason
    if reason == "not_here":
        agency = premises.catalogue.agencies[service.agency]
        name = tr.pick(agency.name_id, agency.name_en)
        return tr("Di luar mal ini: {agency}.", agency=name)
    if reason == "information":
        desk = premises.mall.information_desk
        return tr("Hanya keterangan di sini. {desk}.", desk=tr.pick(desk.text_id, desk.text_en))
    if reason == "online":
        note = premises.timetable.service(service.id)
        return tr.pick(note.note_id, note.note_en) or tr("Layanan ini lewat HP.")
    return _opening_sentence(premises, service, standing, now, tr)


def waiting_text(premises: Premises, step: LaterStep, tr: Translator) -> str:
    """Return "Nanti, setelah KTP jadi." of a step that waits for others."""
    names = [short_name(premises.service(name), tr) for name in step.after]
    return tr("Nanti, setelah {steps} selesai.", steps=_and(names, tr))


def short_name(service: Service, tr: Translator) -> str:
    """Return the short name of a service in the visitor's language."""
    return tr.pick(service.short_id, service.short_en)


def paper_name(service: Service, tr: Translator) -> str:
    """Return what paper and call may say: the private text where a service has one."""
    private = service.private_slip
    if private is not None:
        return tr.pick(private.short_id, private.short_en)
    return short_name(service, tr)


def _opening_sentence(
    premises: Premises, service: Service, standing: Standing, now: datetime, tr: Translator
) -> str:
    opens = opening_text(standing.opens, now, tr) if standing.opens else None
    if standing.reason == "day":
        days = day_names(premises.timetable.days(service.agency, service.id), tr)
        first = tr("Buka hari {days}.", days=days)
    elif standing.reason == "quota":
        first = tr("Nomor hari ini sudah habis.")
    elif standing.by_staff:
        first = tr("Loket tutup hari ini.")
    else:
        first = tr("Sekarang tutup.")
    return f"{first} {tr('Buka lagi {opens}.', opens=opens)}" if opens else first


def _and(names: Sequence[str], tr: Translator) -> str:
    if len(names) < 2:
        return "".join(names)
    return tr("{some} dan {last}", some=", ".join(names[:-1]), last=names[-1])
