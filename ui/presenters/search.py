"""Search: five live results a page for what was typed, never an empty screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.catalogue.model import Service
from kiosk.catalogue.search.highlight import highlight
from kiosk.catalogue.search.results import Result
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from ui.presenters.life_events import life_event_card
from ui.presenters.names import agency_name, agency_of, service_card
from ui.presenters.parts import Button, Card, Notice
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon

MOST_RESULTS = 5


@dataclass(frozen=True, slots=True)
class SearchView:
    """The field, what was understood, the results, and a way on where there are none."""

    query: str
    hint: str
    found: str
    cards: tuple[Card, ...]
    nothing: Notice | None
    words: tuple[Button, ...]
    keys: tuple[str, str, str, str]


def derive_search(scene: Scene) -> SearchView:
    """Return the results for what has been typed so far."""
    tr, query = scene.tr, scene.session.query
    results = scene.index.search(query, MOST_RESULTS) if query.strip() else ()
    understood = scene.index.correction(query)
    found = ""
    if results:
        found = tr.plural("{n} hasil untuk {query}", len(results), query=understood or query)
    return SearchView(
        query=query,
        hint=tr("Ketik nama layanan"),
        found=found,
        cards=tuple(_card(scene, result) for result in results),
        nothing=_nothing(scene) if query.strip() and not results else None,
        words=() if query.strip() else _popular_words(scene),
        keys=(tr("Hapus huruf"), tr("Hapus semua"), tr("spasi"), tr("Cari")),
    )


def _card(scene: Scene, result: Result) -> Card:
    catalogue, tr = scene.premises.catalogue, scene.tr
    if result.kind == "service":
        card = _service(scene, catalogue.services[result.id])
    elif result.kind == "life_event":
        card = life_event_card(scene, result.id)
    else:
        agency = catalogue.agencies[result.id]
        card = Card(
            f"agency_{agency.id}",
            agency_name(agency, tr),
            tr("Instansi"),
            agency_icon(agency.id),
            ev.Opened(Screen.AGENCY.value, agency.id),
        )
    return replace(card, spans=tuple(highlight(card.title, result.matched)))


def _service(scene: Scene, service: Service) -> Card:
    """Return a service's card of two lines: above the keyboard five with a chip have no room."""
    card = service_card(scene, service)
    if not card.chip:
        return card
    agency = agency_name(agency_of(scene, service), scene.tr)
    return replace(card, subtitle=f"{agency} · {card.chip}", chip="")


def _nothing(scene: Scene) -> Notice:
    tr = scene.tr
    return Notice(
        "info",
        tr("Belum ketemu"),
        tr("Coba kata lain, lihat semua instansi, atau panggil petugas."),
        "magnifying-glass",
        Button("all_agencies", tr("Semua instansi"), ev.Opened(Screen.AGENCIES.value)),
    )


def _popular_words(scene: Scene) -> tuple[Button, ...]:
    """Return words to start from, taken from the mall's popular services."""
    services = scene.premises.catalogue.services
    names = [
        scene.tr.pick(services[n].short_id, services[n].short_en)
        for n in scene.premises.mall.popular
        if n in services
    ]
    return tuple(
        Button(f"word_{number}", name, ev.Typed(name)) for number, name in enumerate(names)
    )
