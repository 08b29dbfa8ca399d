"""The visit before its numbers: stops in order, what waits, how few documents are enough."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.model import LaterStep, Stop
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.wording.places import place_text
from kiosk.wording.reasons import reason_text, short_name, waiting_text
from ui.presenters.documents_notice import documents_notice, number_words, unsure_notice
from ui.presenters.fitting import (
    PAGE_MM,
    actions_mm,
    card_mm,
    fitted,
    heading_mm,
    notices_mm,
)
from ui.presenters.names import agency_name
from ui.presenters.parts import Button, Heading, Notice, Pages
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class StopView:
    """One stop, or one step without a number (``number`` empty)."""

    number: str
    title: str
    subtitle: str
    remove: Button


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The visit as it would be issued now."""

    heading: Heading
    stops: tuple[StopView, ...]
    pages: Pages
    notices: tuple[Notice, ...]
    buttons: tuple[Button, ...]


def derive_summary(scene: Scene) -> SummaryView:
    """Return the chosen services as stops in their order, then the steps that wait."""
    tr, plan = scene.tr, scene.plan
    rows = [_stop(scene, number, stop) for number, stop in enumerate(plan.stops, start=1)]
    rows += [_later(scene, step) for step in plan.later]
    count = tr.plural("{n} loket, berurutan.", len(plan.stops))
    sentence = (
        f"{count} {tr('Nomor belum diambil.')}" if plan.stops else tr("Tanpa nomor hari ini.")
    )
    heading = Heading(tr("Kunjungan Anda"), sentence)
    notices = (documents_notice(scene, plan), *unsure_notice(scene, plan.services))
    buttons = _buttons(scene)
    room = PAGE_MM - heading_mm(heading) - notices_mm(notices) - actions_mm(buttons)
    shown, pages = fitted(rows, _height, room, scene.session.at.page)
    return SummaryView(heading, shown, pages, notices, buttons)


def _height(stop: StopView) -> float:
    return card_mm(stop.title, stop.subtitle, 31.0, 66.0)


def _stop(scene: Scene, number: int, stop: Stop) -> StopView:
    tr, premises = scene.tr, scene.premises
    names = ", ".join(short_name(premises.service(name), tr) for name in stop.services)
    agencies = ", ".join(agency_name(premises.catalogue.agencies[a], tr) for a in stop.agencies)
    place = place_text(stop.counters, tr)
    return StopView(str(number), names, f"{agencies} · {place}", _remove(scene, stop.services))


def _later(scene: Scene, step: LaterStep) -> StopView:
    tr, premises = scene.tr, scene.premises
    service = premises.service(step.service)
    if step.reason == "prerequisite":
        text = waiting_text(premises, step, tr)
    else:
        text = reason_text(premises, service, scene.standing(service.id), scene.now, tr)
    return StopView("", short_name(service, tr), text, _remove(scene, (service.id,)))


def _remove(scene: Scene, services: tuple[str, ...]) -> Button:
    event = ev.ServicesRemoved(services)
    return Button(f"remove_{services[0]}", scene.tr("Hapus"), event, "trash")


def _buttons(scene: Scene) -> tuple[Button, ...]:
    tr = scene.tr
    others = (
        Button("add_service", tr("Tambah layanan"), ev.ServiceAdded(), "plus"),
        Button(
            "special_help", tr("Bantuan khusus"), ev.Opened(Screen.SPECIAL_HELP.value), "hand-heart"
        ),
    )
    printing = Button("print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer")
    if not scene.plan.stops:
        words = tr("Cetak syarat")
        return (Button("print_list", words, ev.ListPrintAsked(), "printer", primary=True), *others)
    busy = scene.session.issuing
    words = tr("Sebentar…") if busy else number_words(scene, scene.plan)
    main = Button("take_number", words, ev.NumberAsked(), "ticket", primary=True, enabled=not busy)
    return (main, *others, printing)
