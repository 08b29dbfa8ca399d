"""Bantu pilih: at most three questions that lead to services and life events."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from ui.presenters.life_events import life_event_card
from ui.presenters.names import service_card
from ui.presenters.parts import Card, Heading
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class GuideView:
    """One question, or what the answers lead to."""

    heading: Heading
    cards: tuple[Card, ...]


def derive_guide(scene: Scene) -> GuideView:
    """Return the question at the session's path, as "0.2", or where it leads."""
    tr, path = scene.tr, scene.session.at.subject
    node = scene.guide.at(path)
    if node.options:
        cards = [
            Card(
                f"guide_{number}",
                tr.pick(option.text_id, option.text_en),
                "",
                option.icon,
                ev.Opened(Screen.GUIDE.value, f"{path}.{number}" if path else str(number)),
            )
            for number, option in enumerate(node.options)
        ]
        heading = Heading(
            tr.pick(node.question_id, node.question_en), tr("Sentuh yang paling dekat.")
        )
        return GuideView(heading, (*cards, _unknown(scene)))
    return GuideView(
        Heading(tr("Mungkin ini yang Anda cari"), tr("Sentuh untuk melihat syaratnya.")),
        (
            *(life_event_card(scene, name) for name in node.life_events),
            *(service_card(scene, scene.premises.service(name)) for name in node.services),
            _unknown(scene),
        ),
    )


def _unknown(scene: Scene) -> Card:
    desk = scene.premises.mall.information_desk
    return Card(
        "guide_unknown",
        scene.tr("Tidak tahu"),
        scene.tr.pick(desk.text_id, desk.text_en),
        "question",
        ev.HelpAsked(),
    )
