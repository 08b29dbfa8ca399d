"""The services of one agency."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.wording.places import place_text
from ui.presenters.names import service_card
from ui.presenters.parts import Card, Heading, Pages, page_of
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One page of an agency's services."""

    heading: Heading
    cards: tuple[Card, ...]
    pages: Pages


def derive_agency(scene: Scene) -> AgencyView:
    """Return one page of the services of the screen's agency."""
    tr, premises, at = scene.tr, scene.premises, scene.session.at
    agency = premises.catalogue.agencies[at.subject]
    services = [s for s in premises.catalogue.services.values() if s.agency == agency.id]
    shown, pages = page_of(services, at.page, PER_PAGE)
    here = premises.here(agency.id)
    sentence = place_text(premises.counters(agency.id), tr) if here else tr("Di luar mal ini.")
    heading = Heading(
        tr.pick(agency.short_id, agency.short_en), sentence, icon=agency_icon(agency.id)
    )
    return AgencyView(heading, tuple(service_card(scene, s) for s in shown), pages)
