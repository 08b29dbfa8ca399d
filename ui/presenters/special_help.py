"""Bantuan khusus: one of five groups or none; no proof is asked, nothing stands on the slip."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.session import events as ev
from ui.presenters.parts import Heading
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group to choose."""

    name: str
    text: str
    icon: str
    selected: bool
    event: ev.Event


@dataclass(frozen=True, slots=True)
class SpecialHelpView:
    """The question and its answers."""

    heading: Heading
    groups: tuple[GroupView, ...]


def derive_special_help(scene: Scene) -> SpecialHelpView:
    """Return the groups of the law (UU 25/2009 art. 29) with the chosen one marked."""
    tr = scene.tr
    groups = (
        ("lansia", tr("Lansia 60 tahun ke atas"), "person-simple-walk"),
        ("disabilitas", tr("Penyandang disabilitas"), "wheelchair"),
        ("hamil", tr("Hamil atau menyusui"), "heart"),
        ("balita", tr("Membawa bayi atau balita"), "baby"),
        ("sakit", tr("Sedang sakit"), "first-aid"),
        (None, tr("Tidak perlu"), "x-circle"),
    )
    return SpecialHelpView(
        Heading(tr("Perlu bantuan khusus?"), tr("Tidak perlu bukti. Tidak tertulis di tiket.")),
        tuple(
            GroupView(
                f"group_{group or 'none'}",
                text,
                icon,
                scene.session.priority == group,
                ev.PriorityChosen(group),
            )
            for group, text, icon in groups
        ),
    )
