"""A life event and its steps: what is ticked, in which order, what waits."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Service
from kiosk.errors import Refused
from kiosk.visits.model import LaterStep
from kiosk.visits.plan import Plan
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.visits.session.transitions import askable_conditions, offered_steps
from kiosk.wording.fees import fee_text, is_free
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
from ui.presenters.names import agency_and_place
from ui.presenters.parts import Button, Heading, Notice, Pages
from ui.presenters.scene import Scene
from ui.theme.life_event_icons import life_event_icon


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: its number in the order, its fee, whether it is ticked, why it waits."""

    name: str
    number: int
    title: str
    subtitle: str
    fee: str
    free: bool
    ticked: bool
    later: bool
    event: ev.Event


@dataclass(frozen=True, slots=True)
class PackageView:
    """The life event's page."""

    heading: Heading
    steps: tuple[StepView, ...]
    pages: Pages
    notices: tuple[Notice, ...]
    buttons: tuple[Button, ...]


def derive_package(scene: Scene) -> PackageView:
    """Return the steps that the answers leave, with what each comes to today."""
    tr, session = scene.tr, scene.session
    event = scene.premises.life_event(session.at.subject)
    plan = chosen_plan(scene)
    waiting = {step.service: step for step in plan.later} if plan else {}
    steps = [
        _step(scene, number, name, waiting.get(name))
        for number, name in enumerate(offered_steps(session, scene.premises), start=1)
    ]
    heading = Heading(
        tr.pick(event.name_id, event.name_en),
        tr("Urut dari atas. Hapus centang yang tidak perlu."),
        icon=life_event_icon(event.id),
        button=_adjust(scene),
    )
    notices, buttons = _notices(scene, plan), _buttons(scene, plan)
    room = PAGE_MM - heading_mm(heading) - notices_mm(notices) - actions_mm(buttons)
    shown, pages = fitted(steps, _height, room, session.at.page)
    return PackageView(
        heading=heading,
        steps=shown,
        pages=pages,
        notices=notices,
        buttons=buttons,
    )


def chosen_plan(scene: Scene) -> Plan | None:
    """Return the plan of what is chosen, or None while nothing is."""
    try:
        return scene.plan
    except Refused:
        return None


def _step(scene: Scene, number: int, name: str, later: LaterStep | None) -> StepView:
    service = scene.premises.service(name)
    ticked = name in scene.session.chosen
    return StepView(
        name=f"step_{name}",
        number=number,
        title=short_name(service, scene.tr),
        subtitle=_subtitle(scene, service, later),
        fee=fee_text(scene.premises, service, scene.tr),
        free=is_free(scene.premises, service),
        ticked=ticked,
        later=later is not None,
        event=ev.StepToggled(name),
    )


def _height(step: StepView) -> float:
    return card_mm(step.title, step.subtitle, 27.0, 62.0)


def _subtitle(scene: Scene, service: Service, later: LaterStep | None) -> str:
    if later is None:
        return agency_and_place(scene, service)
    if later.reason == "prerequisite":
        return waiting_text(scene.premises, later, scene.tr)
    standing = scene.standing(service.id)
    return reason_text(scene.premises, service, standing, scene.now, scene.tr)


def _adjust(scene: Scene) -> Button | None:
    if not askable_conditions(scene.session, scene.premises):
        return None
    event = ev.Opened(Screen.CONDITIONS.value, scene.session.at.subject)
    return Button("adjust", scene.tr("Sesuaikan"), event, "list-checks")


def _notices(scene: Scene, plan: Plan | None) -> tuple[Notice, ...]:
    if plan is None:
        return (Notice("warning", scene.tr("Belum ada langkah yang dipilih"), icon="warning"),)
    return (documents_notice(scene, plan), *unsure_notice(scene, plan.services))


def _buttons(scene: Scene, plan: Plan | None) -> tuple[Button, ...]:
    tr = scene.tr
    if plan is None:
        return (
            Button("take_number", tr("Ambil nomor"), ev.NumberAsked(), primary=True, enabled=False),
        )
    printing = Button(
        "print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer", primary=not plan.stops
    )
    more = (
        Button("add_service", tr("Tambah layanan"), ev.ServiceAdded(), "plus"),
        Button(
            "special_help", tr("Bantuan khusus"), ev.Opened(Screen.SPECIAL_HELP.value), "hand-heart"
        ),
    )
    if not plan.stops:
        return (printing, *more)
    busy = scene.session.issuing
    words = tr("Sebentar…") if busy else number_words(scene, plan)
    if scene.session.basket:
        summary = ev.Opened(Screen.SUMMARY.value)
        main = Button("open_summary", tr("Lihat kunjungan"), summary, "arrow-right", primary=True)
    else:
        main = Button(
            "take_number", words, ev.NumberAsked(), "ticket", primary=True, enabled=not busy
        )
    return (main, printing, *more)
