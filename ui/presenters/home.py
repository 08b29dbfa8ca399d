"""Home: popular services, life events, search, all agencies, three guided questions."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.mall import Tile
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from ui.presenters.names import agency_name, agency_of, service_card
from ui.presenters.parts import Button, Card, Heading, Notice
from ui.presenters.scene import Scene

MOST_POPULAR = 4
MOST_TILES = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything Home shows; ``visit`` is the basket's bar while something is chosen."""

    heading: Heading
    search_hint: str
    search_event: ev.Event
    popular_heading: str
    popular: tuple[Card, ...]
    tiles_heading: str
    tiles: tuple[Card, ...]
    ways: tuple[Card, ...]
    visit: Notice | None


def derive_home(scene: Scene) -> HomeView:
    """Return Home for the mall's pinned services and tiles."""
    tr, mall, services = scene.tr, scene.premises.mall, scene.premises.catalogue.services
    return HomeView(
        heading=Heading(
            tr("Hari ini mau urus apa?"), tr("Boleh lebih dari satu. Kami susun urutannya.")
        ),
        search_hint=tr("Cari, misalnya “KTP hilang”"),
        search_event=ev.Opened(Screen.SEARCH.value),
        popular_heading=tr("Sering dicari"),
        popular=tuple(
            _popular(scene, name) for name in mall.popular[:MOST_POPULAR] if name in services
        ),
        tiles_heading=tr("Menurut keperluan"),
        tiles=(
            *(_tile(scene, number) for number in range(min(len(mall.tiles), MOST_TILES))),
            Card(
                "other_life_events",
                tr("Keperluan lain"),
                "",
                "squares-four",
                ev.Opened(Screen.LIFE_EVENTS.value),
            ),
        ),
        ways=_ways(scene),
        visit=_visit(scene),
    )


def tile_event(tile: Tile, number: int) -> ev.Event:
    """Return what touching a tile means: its one life event, or a choice of several."""
    if len(tile.life_events) == 1:
        return ev.LifeEventChosen(tile.life_events[0])
    return ev.Opened(Screen.TILE.value, str(number))


def _popular(scene: Scene, name: str) -> Card:
    service = scene.premises.service(name)
    card = service_card(scene, service)
    agency = agency_name(agency_of(scene, service), scene.tr)
    return Card(card.name, card.title, card.chip or agency, card.icon, card.event)


def _tile(scene: Scene, number: int) -> Card:
    tile = scene.premises.mall.tiles[number]
    title = scene.tr.pick(tile.title_id, tile.title_en)
    return Card(f"tile_{number}", title, "", tile.icon, tile_event(tile, number))


def _ways(scene: Scene) -> tuple[Card, ...]:
    tr = scene.tr
    count = len(scene.premises.catalogue.agencies)
    return (
        Card(
            "all_agencies",
            tr("Semua instansi"),
            tr.plural("{n} instansi", count),
            "buildings",
            ev.Opened(Screen.AGENCIES.value),
        ),
        Card(
            "guide",
            tr("Bantu pilih"),
            tr("Jawab dua pertanyaan"),
            "question",
            ev.Opened(Screen.GUIDE.value),
        ),
    )


def _visit(scene: Scene) -> Notice | None:
    tr, chosen = scene.tr, scene.session.chosen
    if not chosen:
        return None
    return Notice(
        "success",
        tr.plural("Kunjungan Anda: {n} layanan", len(chosen)),
        tr("Pilih lagi, atau lihat urutannya."),
        "ticket",
        Button("open_summary", tr("Lihat"), ev.Opened(Screen.SUMMARY.value)),
    )
