"""Life events to choose from: all of them, or those of one tile."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from ui.presenters.parts import Card, Heading, Pages, page_of
from ui.presenters.scene import Scene
from ui.theme.life_event_icons import life_event_icon

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class LifeEventsView:
    """One page of life events."""

    heading: Heading
    cards: tuple[Card, ...]
    pages: Pages


def derive_life_events(scene: Scene) -> LifeEventsView:
    """Return the life events of the screen's tile, or all of the catalogue."""
    tr, catalogue, at = scene.tr, scene.premises.catalogue, scene.session.at
    names, title = tuple(catalogue.life_events), tr("Keperluan lain")
    if at.screen is Screen.TILE:
        tile = scene.premises.mall.tiles[int(at.subject)]
        names, title = tile.life_events, tr.pick(tile.title_id, tile.title_en)
    cards = [life_event_card(scene, name) for name in names]
    shown, pages = page_of(cards, at.page, PER_PAGE)
    return LifeEventsView(Heading(title, tr("Kami susun langkah dan berkasnya.")), shown, pages)


def life_event_card(scene: Scene, name: str) -> Card:
    """Return the card that chooses a life event."""
    event = scene.premises.life_event(name)
    steps = scene.tr.plural("{n} langkah", len(event.steps))
    return Card(
        f"life_event_{name}",
        scene.tr.pick(event.short_id, event.short_en),
        steps,
        life_event_icon(name),
        ev.LifeEventChosen(name),
    )
