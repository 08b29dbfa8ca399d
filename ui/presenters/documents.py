"""The merged list: what to bring, what is made on the way, what is for later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.checklist import Line
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.visits.session.transitions import askable_conditions
from kiosk.wording.documents import heading_text, line_detail, line_name
from kiosk.wording.reasons import short_name
from ui.presenters.fitting import PAGE_MM, actions_mm, fitted, heading_mm, notices_mm, row_mm
from ui.presenters.parts import Button, Heading, Notice, Pages, Row
from ui.presenters.scene import Scene
from ui.theme.document_icons import document_icon


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """One page of the list; ``part`` names the rows' part where the list has two."""

    heading: Heading
    rows: tuple[Row, ...]
    pages: Pages
    notices: tuple[Notice, ...]
    buttons: tuple[Button, ...]


def derive_documents(scene: Scene) -> DocumentsView:
    """Return one page of the merged list, today's part first."""
    tr, checklist = scene.tr, scene.plan.checklist
    today, later = checklist.part(later=False), checklist.part(later=True)
    rows = [*(_row(scene, line) for line in today), *(_row(scene, line) for line in later)]
    heading = Heading(
        heading_text(checklist, tr, later=not today), _sentence(scene, today, later), icon="files"
    )
    notices, buttons = _made(scene), _buttons(scene)
    room = PAGE_MM - heading_mm(heading) - notices_mm(notices) - actions_mm(buttons)
    shown, pages = fitted(rows, row_mm, room, scene.session.at.page)
    return DocumentsView(heading, shown, pages, notices, buttons)


def _sentence(scene: Scene, today: Sequence[Line], later: Sequence[Line]) -> str:
    if later and today:
        return scene.tr.plural("Ditambah {n} berkas untuk nanti.", len(later))
    if any(len(line.services) > 1 for line in (*today, *later)):
        return scene.tr("Satu berkas dipakai bersama oleh beberapa layanan.")
    return ""


def _row(scene: Scene, line: Line) -> Row:
    tr, catalogue = scene.tr, scene.premises.catalogue
    name = line_name(catalogue, line, tr)
    return Row(
        f"{tr('Untuk nanti')}: {name}" if line.later else name,
        line_detail(catalogue, line, tr),
        document_icon(catalogue.documents[line.first.document].category),
    )


def _made(scene: Scene) -> tuple[Notice, ...]:
    tr = scene.tr
    made = dict.fromkeys((item.document, item.made_by) for item in scene.plan.checklist.made)
    if not made:
        return ()
    texts = dict.fromkeys(_made_text(scene, document, service) for document, service in made)
    return (Notice("info", tr("Dibuat di langkah sebelumnya"), "; ".join(texts), "info"),)


def _made_text(scene: Scene, document: str, service: str) -> str:
    """Return "KK dari Pisah KK", or the document alone where its service has the same name."""
    tr, catalogue = scene.tr, scene.premises.catalogue
    found = catalogue.documents[document]
    name = tr.pick(found.short_id, found.short_en)
    maker = short_name(catalogue.services[service], tr)
    return name if name == maker else tr("{document} dari {service}", document=name, service=maker)


def _buttons(scene: Scene) -> tuple[Button, ...]:
    tr = scene.tr
    printing = Button(
        "print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer", primary=True
    )
    if not askable_conditions(scene.session, scene.premises):
        return (printing,)
    event = ev.Opened(Screen.CONDITIONS.value)
    return (Button("adjust", tr("Sesuaikan"), event, "list-checks"), printing)
