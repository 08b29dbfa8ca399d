"""Fees and completion times in words, and whether they are facts."""

from __future__ import annotations

from kiosk.catalogue.model import Duration, FeeItem, Service
from kiosk.language import Translator
from kiosk.visits.premises import Premises


def rupiah(amount: int, tr: Translator) -> str:
    """Return whole rupiah as "Rp30.000" (Indonesian) or "Rp30,000" (English)."""
    text = f"{amount:,}"
    return "Rp" + (text if tr.language == "en" else text.replace(",", "."))


def is_sure(service: Service) -> bool:
    """Whether documents and fee of a service may stand as facts."""
    return service.confidence in {"high", "medium"}


def fee_is_sure(premises: Premises, service: Service) -> bool:
    """Whether the fee may stand as a fact; a mall's own fee counts as sourced."""
    return premises.timetable.service(service.id).fee is not None or is_sure(service)


def is_free(premises: Premises, service: Service) -> bool:
    """Whether a service is free as a fact; only then may "Gratis" stand anywhere."""
    return premises.fee(service.id).kind == "gratis" and fee_is_sure(premises, service)


def fee_text(premises: Premises, service: Service, tr: Translator) -> str:
    """Return the fee in one or two words: "Gratis", "Rp30.000", "Bervariasi"."""
    fee = premises.fee(service.id)
    if fee.kind == "gratis":
        return tr("Gratis")
    if fee.amount is not None:
        return rupiah(fee.amount, tr)
    return tr("Bervariasi")


def fee_details(premises: Premises, service: Service, tr: Translator) -> list[str]:
    """Return the fee's explanation and its price list, one line each."""
    fee = premises.fee(service.id)
    lines = [fee.basis] if fee.basis else []
    return lines + [_item(item, tr) for item in fee.items]


def duration_text(premises: Premises, service: Service, tr: Translator) -> str:
    """Return the completion time where it was read in a source, else where to ask."""
    own = premises.timetable.service(service.id).duration
    if own is None and not service.duration_from_source:
        return tr("Tanyakan di loket")
    return duration_words(own or service.duration, tr)


def duration_words(duration: Duration, tr: Translator) -> str:
    """Return "10 menit", "1-3 hari kerja" (with a dash); "Bervariasi" without a number."""
    first, _, last = duration.value.partition("-")
    if not first.strip().isdecimal():
        return tr("Bervariasi")
    count = int(last or first)
    span = f"{first}\N{EN DASH}{last}" if last else first
    units = {
        "menit": tr.plural("{span} menit", count, span=span),
        "jam": tr.plural("{span} jam", count, span=span),
        "hari": tr.plural("{span} hari", count, span=span),
        "hari-kerja": tr.plural("{span} hari kerja", count, span=span),
        "bulan": tr.plural("{span} bulan", count, span=span),
    }
    return units[duration.unit]


def _item(item: FeeItem, tr: Translator) -> str:
    return f"{item.label}: {rupiah(item.amount, tr)}"
