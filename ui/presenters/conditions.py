"""One optional screen of at most six tick-boxes: what holds for this visitor."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from kiosk.visits.session.transitions import askable_conditions
from ui.presenters.parts import Button, Heading, Tick
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class ConditionsView:
    """The tick-boxes and the two ways on."""

    heading: Heading
    ticks: tuple[Tick, ...]
    buttons: tuple[Button, ...]


def derive_conditions(scene: Scene) -> ConditionsView:
    """Return the conditions worth asking; Lanjut reads unticked boxes as no."""
    tr, session = scene.tr, scene.session
    asked = askable_conditions(session, scene.premises)
    answers = tuple((name, name in session.ticked_conditions) for name in asked)
    return ConditionsView(
        heading=Heading(
            tr("Mana yang sesuai?"), tr("Sentuh yang sesuai. Daftar berkas jadi pendek.")
        ),
        ticks=tuple(_tick(scene, name) for name in asked),
        buttons=(
            Button("skip_conditions", tr("Lewati"), ev.ConditionsAnswered(())),
            Button(
                "confirm_conditions",
                tr("Lanjut"),
                ev.ConditionsAnswered(answers),
                "arrow-right",
                primary=True,
            ),
        ),
    )


def _tick(scene: Scene, name: str) -> Tick:
    condition = scene.premises.catalogue.conditions[name]
    text = scene.tr.pick(condition.text_id, condition.text_en)
    for word in ("jika ", "if "):
        text = text.removeprefix(word)
    ticked = name in scene.session.ticked_conditions
    return Tick(
        f"condition_{name}", text[0].upper() + text[1:], "", ticked, ev.ConditionToggled(name)
    )
