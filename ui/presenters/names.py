"""Names on cards: agencies, and services with their place, fee and standing."""

from __future__ import annotations

from kiosk.catalogue.model import Agency, Service
from kiosk.language import Translator
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.wording.dates import days_in_short, opening_in_short
from kiosk.wording.fees import fee_text
from kiosk.wording.places import counter_text
from kiosk.wording.reasons import short_name
from ui.presenters.parts import Card
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon


def agency_name(agency: Agency, tr: Translator) -> str:
    """Return an agency's short name without what stands in brackets: "Dukcapil"."""
    return tr.pick(agency.short_id, agency.short_en).split(" (")[0]


def agency_of(scene: Scene, service: Service) -> Agency:
    """Return the agency of a service."""
    return scene.premises.catalogue.agencies[service.agency]


def agency_and_place(scene: Scene, service: Service) -> str:
    """Return "Dukcapil · Loket 1 atau 2", or the agency alone where it is not in this mall."""
    name = agency_name(agency_of(scene, service), scene.tr)
    if not scene.premises.here(service.agency):
        return name
    return f"{name} · {counter_text(scene.premises.counters(service.agency), scene.tr)}"


def standing_chip(scene: Scene, service: Service) -> str:
    """Return what a card says of a service without a number now; empty where it gets one."""
    tr, standing = scene.tr, scene.standing(service.id)
    words = {
        "not_here": tr("Di luar mal"),
        "information": tr("Keterangan saja"),
        "online": tr("Lewat HP"),
        "quota": tr("Nomor habis"),
    }
    if standing.reason in words:
        return words[standing.reason]
    if standing.reason == "day":
        days = scene.premises.timetable.days(service.agency, service.id)
        return tr("Buka {days}", days=days_in_short(days, tr))
    if standing.by_staff:
        return tr("Loket tutup")
    if standing.reason == "closed" and standing.opens:
        return tr("Buka {opens}", opens=opening_in_short(standing.opens, scene.now, tr))
    return tr("Sedang tutup") if standing.reason else ""


def service_card(
    scene: Scene, service: Service, *, spans: tuple[tuple[int, int], ...] = ()
) -> Card:
    """Return the card that opens a service."""
    chip = standing_chip(scene, service)
    subtitle = f"{agency_name(agency_of(scene, service), scene.tr)} · " + fee_text(
        scene.premises, service, scene.tr
    )
    return Card(
        name=f"service_{service.id}",
        title=short_name(service, scene.tr),
        subtitle=subtitle,
        icon=agency_icon(service.agency),
        event=ev.Opened(Screen.SERVICE.value, service.id),
        chip=chip,
        muted=bool(chip),
        spans=spans,
    )
