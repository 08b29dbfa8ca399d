"""The frame of every citizen screen: mall and clock above, the dock below."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from ui.presenters.head import HeadView, derive_head
from ui.presenters.parts import Button
from ui.presenters.scene import Scene

_FIRST_STEPS = frozenset({Screen.HOME, Screen.TICKET, Screen.SLIP})


@dataclass(frozen=True, slots=True)
class FrameView:
    """Head and dock."""

    head: HeadView
    dock: tuple[Button, ...]


def derive_frame(scene: Scene) -> FrameView:
    """Return head and dock; Kembali becomes Mulai lagi on the first step."""
    tr = scene.tr
    if scene.session.at.screen in _FIRST_STEPS:
        back = Button("dock_restart", tr("Mulai lagi"), ev.Restarted(), "arrow-counter-clockwise")
    else:
        back = Button("dock_back", tr("Kembali"), ev.WentBack(), "arrow-left")
    return FrameView(
        derive_head(scene.premises.mall, scene.now, tr),
        (
            back,
            Button("dock_language", tr("Bahasa"), ev.LanguageAsked(), "translate"),
            Button("dock_help", tr("Panggil petugas"), ev.HelpAsked(), "headset"),
        ),
    )
