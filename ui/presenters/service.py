"""One service: fee, time, counter, what to bring, and the way to a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.catalogue.model import Service
from kiosk.visits.admission import Standing
from kiosk.visits.model import LaterStep
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.visits.session.transitions import askable_conditions
from kiosk.wording.dates import clock_text
from kiosk.wording.documents import line_detail, line_name
from kiosk.wording.fees import duration_text, fee_text, is_sure
from kiosk.wording.places import place_text
from kiosk.wording.reasons import reason_text, waiting_text
from printing.qr import Matrix, matrix
from ui.presenters.documents_notice import unsure_notice
from ui.presenters.fitting import PAGE_MM, actions_mm, fitted, heading_mm, notices_mm, row_mm
from ui.presenters.names import agency_name, agency_of
from ui.presenters.parts import Button, Heading, Notice, Pages, Row
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon
from ui.theme.document_icons import document_icon

FACTS_MM = 62.0
"""Height of the three facts and the heading of the documents."""

_DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:go\.id|co\.id|id|com)\b")


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Everything the page of a service shows. ``link`` is what a QR beside the notice says."""

    heading: Heading
    facts: tuple[Row, ...]
    documents_heading: str
    adjust: Button | None
    documents: tuple[Row, ...]
    pages: Pages
    notices: tuple[Notice, ...]
    buttons: tuple[Button, ...]
    link: Matrix


def derive_service(scene: Scene) -> ServiceView:
    """Return the page of the service the session looks at."""
    tr, at = scene.tr, scene.session.at
    service = scene.premises.service(at.subject)
    agency = agency_of(scene, service)
    rows = documents_of(scene, service)
    standing = scene.standing(service.id)
    heading = Heading(
        tr.pick(service.short_id, service.short_en),
        eyebrow=agency_name(agency, tr),
        icon=agency_icon(agency.id),
        button=Button(
            "open_details", tr("Rincian"), ev.Opened(Screen.DETAILS.value, service.id), "info"
        ),
    )
    notices, buttons = _notices(scene, service, standing), _buttons(scene, service)
    link = _link(service) if standing.reason in {"information", "online"} else ()
    taken = FACTS_MM + heading_mm(heading) + notices_mm(notices, beside=46.0 if link else 0.0)
    room = PAGE_MM - taken - actions_mm(buttons)
    shown, pages = fitted(rows, row_mm, room, at.page)
    return ServiceView(
        heading=heading,
        facts=facts_of(scene, service),
        documents_heading=tr("Bawa berkas ini") if rows else tr("Tidak perlu membawa berkas"),
        adjust=_adjust(scene, service),
        documents=shown,
        pages=pages,
        notices=notices,
        buttons=buttons,
        link=link,
    )


def facts_of(scene: Scene, service: Service) -> tuple[Row, ...]:
    """Return fee, completion time and counter; what is not known says where to ask."""
    tr, premises = scene.tr, scene.premises
    here = premises.here(service.agency)
    place = place_text(premises.counters(service.agency), tr) if here else tr("Di luar mal")
    return (
        Row(tr("Biaya"), fee_text(premises, service, tr), "money"),
        Row(tr("Lama"), duration_text(premises, service, tr), "clock"),
        Row(tr("Loket"), place.removeprefix(tr("Loket {number}", number="")).strip(), "map-pin"),
    )


def documents_of(scene: Scene, service: Service) -> list[Row]:
    """Return what to bring for the service in view, one row a line of its list."""
    catalogue = scene.premises.catalogue
    lines = [line for line in scene.plan.checklist.lines if service.id in line.services]
    return [
        Row(
            line_name(catalogue, line, scene.tr),
            line_detail(catalogue, line, scene.tr),
            document_icon(catalogue.documents[line.first.document].category),
        )
        for line in lines
        if line.to_bring
    ]


def _notices(scene: Scene, service: Service, standing: Standing) -> tuple[Notice, ...]:
    tr, premises = scene.tr, scene.premises
    found: list[Notice] = []
    waiting = _waiting(scene, service)
    if standing.reason:
        title = _title(standing, scene)
        text = reason_text(premises, service, standing, scene.now, tr).removeprefix(f"{title}.")
        hint = tr("Syaratnya bisa dicetak sekarang.")
        found.append(Notice("warning", title, f"{text} {hint}".strip(), "info"))
    elif waiting is not None:
        found.append(
            Notice("later", tr("Nanti"), waiting_text(premises, waiting, tr), "calendar-check")
        )
    elif standing.pause:
        until = clock_text(standing.pause.until, tr)
        title = tr("Petugas istirahat sampai {time}", time=until)
        found.append(Notice("info", title, tr("Anda tetap bisa ambil nomor."), "clock"))
    found.extend(unsure_notice(scene, (service.id,)))
    if service.mpp_scope == "penerimaan" and not standing.reason:
        found.append(_received_here(scene, service))
    if not found and scene.plan.checklist.to_bring:
        photocopy = premises.mall.photocopy
        found.append(Notice("info", tr.pick(photocopy.text_id, photocopy.text_en), icon="info"))
    return tuple(found[:2])


def _received_here(scene: Scene, service: Service) -> Notice:
    tr = scene.tr
    return Notice(
        "info",
        tr("Berkas diterima di sini"),
        tr("Hasilnya menyusul: {result}.", result=service.output.text_id),
        "info",
    )


def _title(standing: Standing, scene: Scene) -> str:
    tr = scene.tr
    if standing.by_staff:
        return tr("Loket tutup hari ini")
    titles = {
        "not_here": tr("Tidak ada di mal ini"),
        "information": tr("Tanpa nomor antrean"),
        "online": tr("Layanan ini lewat HP"),
        "day": tr("Tidak buka hari ini"),
        "closed": tr("Loket sedang tutup"),
        "quota": tr("Nomor hari ini habis"),
    }
    return titles[standing.reason or "closed"]


def _waiting(scene: Scene, service: Service) -> LaterStep | None:
    steps = (step for step in scene.plan.later if step.service == service.id)
    return next((step for step in steps if step.reason == "prerequisite"), None)


def _buttons(scene: Scene, service: Service) -> tuple[Button, ...]:
    tr, session = scene.tr, scene.session
    printing = Button("print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer")
    help_button = Button(
        "special_help", tr("Bantuan khusus"), ev.Opened(Screen.SPECIAL_HELP.value), "hand-heart"
    )
    add = Button("add_service", tr("Tambah layanan"), ev.ServiceAdded(), "plus")
    others = (*_missing(scene, service), printing, add, help_button)
    if session.chosen:
        words = tr("Tambahkan ke kunjungan")
        main = Button("add_to_visit", words, ev.ServiceAdded("summary"), "plus", primary=True)
        return (main, *_missing(scene, service), printing)
    if not scene.plan.stops:
        main = Button(
            "print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer", primary=True
        )
        return (main, add, help_button)
    busy = session.issuing
    words = tr("Sebentar…") if busy else tr("Lengkap, ambil nomor")
    main = Button("take_number", words, ev.NumberAsked(), "ticket", primary=True, enabled=not busy)
    return (main, *others)


def _missing(scene: Scene, service: Service) -> tuple[Button, ...]:
    if not scene.plan.checklist.to_bring:
        return ()
    event = ev.Opened(Screen.CHECK.value, service.id)
    return (Button("missing", scene.tr("Ada yang kurang"), event),)


def _adjust(scene: Scene, service: Service) -> Button | None:
    if not askable_conditions(scene.session, scene.premises):
        return None
    event = ev.Opened(Screen.CONDITIONS.value, service.id)
    return Button("adjust", scene.tr("Sesuaikan"), event, "list-checks")


def _link(service: Service) -> Matrix:
    """Return a QR of a service's online way, where the data name an address as a fact."""
    found = _DOMAIN.search(service.online_alternative) if is_sure(service) else None
    return matrix(f"HTTPS://{found.group().upper()}") if found else ()
