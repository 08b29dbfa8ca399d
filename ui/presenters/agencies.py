"""All agencies: the mall's own first, then those outside it, marked."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Agency
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.wording.dates import days_in_short
from ui.presenters.names import agency_name
from ui.presenters.parts import Card, Heading, Pages, page_of
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class AgenciesView:
    """One page of agencies."""

    heading: Heading
    cards: tuple[Card, ...]
    pages: Pages


def derive_agencies(scene: Scene) -> AgenciesView:
    """Return one page of agencies, twelve a page."""
    premises = scene.premises
    agencies = list(premises.catalogue.agencies.values())
    ordered = sorted(agencies, key=lambda agency: not premises.here(agency.id))
    shown, pages = page_of(ordered, scene.session.at.page, PER_PAGE)
    heading = Heading(scene.tr("Semua instansi"), scene.tr("Sentuh nama instansi."))
    return AgenciesView(heading, tuple(_card(scene, agency) for agency in shown), pages)


def _card(scene: Scene, agency: Agency) -> Card:
    chip = _chip(scene, agency)
    return Card(
        f"agency_{agency.id}",
        agency_name(agency, scene.tr),
        "" if chip else _offers(scene, agency),
        agency_icon(agency.id),
        ev.Opened(Screen.AGENCY.value, agency.id),
        chip,
        muted=bool(chip),
    )


def _chip(scene: Scene, agency: Agency) -> str:
    tr, premises = scene.tr, scene.premises
    if not premises.here(agency.id):
        return tr("Di luar mal")
    days = premises.timetable.days(agency.id)
    if premises.timetable.limited_days(agency.id) and not _serves_today(scene, agency):
        return tr("Buka {days}", days=days_in_short(days, tr))
    return ""


def _serves_today(scene: Scene, agency: Agency) -> bool:
    return bool(scene.premises.timetable.spans(agency.id, scene.now.date()))


def _offers(scene: Scene, agency: Agency) -> str:
    """Return what an agency is for: the words in brackets of its name, else two services."""
    name = scene.tr.pick(agency.short_id, agency.short_en)
    if "(" in name:
        return name.split("(")[1].rstrip(")")
    services = [s for s in scene.premises.catalogue.services.values() if s.agency == agency.id]
    return ", ".join(scene.tr.pick(s.short_id, s.short_en) for s in services[:2])
