"""The frame of every citizen screen: mall and clock above, the dock below."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.wording.dates import clock_text, long_date
from ui.presenters.parts import Button
from ui.presenters.scene import Scene

_FIRST_STEPS = frozenset({Screen.HOME, Screen.TICKET})


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the head says; ``example`` marks a mall whose data are invented."""

    title: str
    place: str
    clock: str
    date: str
    example: str


@dataclass(frozen=True, slots=True)
class FrameView:
    """Head and dock."""

    head: HeadView
    dock: tuple[Button, ...]


def derive_head(scene: Scene) -> HeadView:
    """Return the mall, the clock and the date in words."""
    tr, mall = scene.tr, scene.premises.mall
    return HeadView(
        title=tr("Mal Pelayanan Publik"),
        place=tr.pick(mall.name_id, mall.name_en),
        clock=clock_text(scene.now, tr),
        date=long_date(scene.now.date(), tr),
        example=tr("CONTOH") if mall.example else "",
    )


def derive_frame(scene: Scene) -> FrameView:
    """Return head and dock; Kembali becomes Mulai lagi on the first step."""
    tr = scene.tr
    if scene.session.at.screen in _FIRST_STEPS:
        back = Button("dock_restart", tr("Mulai lagi"), ev.Restarted(), "arrow-counter-clockwise")
    else:
        back = Button("dock_back", tr("Kembali"), ev.WentBack(), "arrow-left")
    return FrameView(
        derive_head(scene),
        (
            back,
            Button("dock_language", tr("Bahasa"), ev.LanguageAsked(), "translate"),
            Button("dock_help", tr("Panggil petugas"), ev.HelpAsked(), "headset"),
        ),
    )
