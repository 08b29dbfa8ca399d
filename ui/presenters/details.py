"""Rincian: the six parts of a service standard that must be published (UU 25/2009).

Requirements; system and procedure; completion time; fee; product; complaints. A part the data
lack reads "tanyakan di loket", never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.model import Service
from kiosk.wording.documents import line_detail, line_name
from kiosk.wording.fees import duration_text, fee_details, fee_text, is_sure
from ui.presenters.documents_notice import unsure_notice
from ui.presenters.names import agency_name, agency_of
from ui.presenters.parts import Heading, Notice, Pages
from ui.presenters.scene import Scene
from ui.theme.agency_icons import agency_icon

LONGEST_PART = 9
"""Lines of one part on a page; the rest goes on the next."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the standard: its heading and its lines."""

    title: str
    lines: tuple[str, ...]
    icon: str


@dataclass(frozen=True, slots=True)
class DetailsView:
    """One page of the details."""

    heading: Heading
    parts: tuple[Part, ...]
    pages: Pages
    notices: tuple[Notice, ...]


def derive_details(scene: Scene) -> DetailsView:
    """Return one page of the service standard of the session's service."""
    tr, at = scene.tr, scene.session.at
    service = scene.premises.service(at.subject)
    pages = _paged(_parts(scene, service))
    page = min(at.page, len(pages) - 1)
    return DetailsView(
        heading=Heading(
            tr.pick(service.name_id, service.name_en),
            eyebrow=agency_name(agency_of(scene, service), tr),
            icon=agency_icon(service.agency),
        ),
        parts=pages[page],
        pages=Pages(page, len(pages)),
        notices=_notices(scene, service),
    )


def _parts(scene: Scene, service: Service) -> list[Part]:
    tr = scene.tr
    parts = [
        Part(tr("Syarat"), _requirements(scene, service), "files"),
        Part(tr("Cara dan langkah"), _procedure(scene, service), "list-checks"),
        Part(tr("Lama"), (duration_text(scene.premises, service, tr),), "clock"),
        Part(tr("Biaya"), _fee(scene, service), "money"),
        Part(tr("Hasil"), (service.output.text_id or _ask(scene),), "check-circle"),
        Part(tr("Pengaduan"), (tr("lapor.go.id atau SMS 1708, gratis"),), "headset"),
    ]
    if is_sure(service) and service.legal_basis not in {"", "-"}:
        parts.append(Part(tr("Dasar hukum"), (service.legal_basis,), "scales"))
    if is_sure(service) and service.online_alternative not in {"", "-"}:
        parts.append(Part(tr("Bisa juga lewat"), (service.online_alternative,), "globe"))
    return parts


def _requirements(scene: Scene, service: Service) -> tuple[str, ...]:
    catalogue = scene.premises.catalogue
    lines = [line for line in scene.plan.checklist.lines if service.id in line.services]
    if not lines:
        return (scene.tr("Tidak ada berkas yang diminta."),)
    return tuple(
        f"{line_name(catalogue, line, scene.tr)} ({line_detail(catalogue, line, scene.tr)})"
        for line in lines
    )


def _procedure(scene: Scene, service: Service) -> tuple[str, ...]:
    if not service.procedure_from_source:
        return (_ask(scene),)
    english = scene.tr.language == "en" and service.procedure_en
    steps = service.procedure_en if english else service.procedure_id
    return tuple(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _fee(scene: Scene, service: Service) -> tuple[str, ...]:
    first = fee_text(scene.premises, service, scene.tr)
    return (first, *fee_details(scene.premises, service, scene.tr))


def _ask(scene: Scene) -> str:
    return scene.tr("Tanyakan di loket")


def _notices(scene: Scene, service: Service) -> tuple[Notice, ...]:
    found = list(unsure_notice(scene, (service.id,)))
    if service.needs_local_check:
        found.append(Notice("info", scene.tr("Bisa berbeda di daerah ini"), icon="info"))
    return tuple(found)


def _paged(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Spread the parts over pages by their number of lines; long parts are cut and go on."""
    pieces: list[Part] = []
    for part in parts:
        pieces += [
            Part(part.title, part.lines[start : start + LONGEST_PART], part.icon)
            for start in range(0, len(part.lines), LONGEST_PART)
        ]
    pages: list[list[Part]] = [[]]
    room = _ROOM
    for piece in pieces:
        need = _height(piece)
        if pages[-1] and need > room:
            pages.append([])
            room = _ROOM
        pages[-1].append(piece)
        room -= need
    return [tuple(page) for page in pages]


_ROOM = 28
_CHARACTERS_A_LINE = 52


def _height(part: Part) -> int:
    """Return how many lines of text a part takes, its heading counted as two and a half."""
    return 3 + sum(1 + len(line) // _CHARACTERS_A_LINE for line in part.lines)
