"""Mana yang sudah dibawa? What is missing is named, with where to get it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.checklist import Line
from kiosk.visits.session import events as ev
from kiosk.wording.documents import line_detail, line_name
from kiosk.wording.reasons import short_name
from ui.presenters.fitting import (
    PAGE_MM,
    actions_mm,
    card_mm,
    fitted,
    heading_mm,
    notices_mm,
)
from ui.presenters.parts import Button, Heading, Notice, Pages, Tick
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class CheckView:
    """The tick list and what follows from it."""

    heading: Heading
    ticks: tuple[Tick, ...]
    pages: Pages
    notice: Notice
    buttons: tuple[Button, ...]


def derive_check(scene: Scene) -> CheckView:
    """Return the list of what the service in view asks for, with what is ticked."""
    tr, at = scene.tr, scene.session.at
    service = scene.premises.service(at.subject)
    lines = [
        line for line in scene.plan.checklist.lines if line.to_bring and service.id in line.services
    ]
    missing = [line for line in lines if _is_missing(scene, line)]
    heading = Heading(
        tr("Mana yang sudah dibawa?"),
        tr("Sentuh berkas yang ada di tangan Anda."),
        eyebrow=short_name(service, tr),
    )
    notice, buttons = _notice(scene, missing), _buttons(scene, missing)
    room = PAGE_MM - heading_mm(heading) - _room_below(scene, lines)
    ticks = [_tick(scene, line) for line in lines]
    shown, pages = fitted(ticks, _height, room, at.page)
    return CheckView(heading, shown, pages, notice, buttons)


def _is_missing(scene: Scene, line: Line) -> bool:
    """Whether a document is missing; one that is only needed "jika …" is not counted."""
    return _key(line) not in scene.session.ticked and not line.first.conditions


def _height(tick: Tick) -> float:
    return card_mm(tick.text, tick.detail, 28.5)


def _room_below(scene: Scene, lines: Sequence[Line]) -> float:
    """Return the height of the highest message and all buttons: ticking must not turn the page."""
    by_length = sorted(
        lines, key=lambda line: -len(line_name(scene.premises.catalogue, line, scene.tr))
    )
    title = _notice(scene, by_length).title
    text = max((_where(scene, line) for line in lines), key=len, default="")
    return notices_mm((Notice("warning", title, text),)) + actions_mm(_buttons(scene, lines))


def _key(line: Line) -> tuple[str, str]:
    return line.first.document, line.first.holder


def _tick(scene: Scene, line: Line) -> Tick:
    catalogue = scene.premises.catalogue
    document, holder = _key(line)
    return Tick(
        f"have_{document}_{holder}",
        line_name(catalogue, line, scene.tr),
        line_detail(catalogue, line, scene.tr),
        (document, holder) in scene.session.ticked,
        ev.DocumentToggled(document, holder),
    )


def _notice(scene: Scene, missing: Sequence[Line]) -> Notice:
    tr = scene.tr
    if not missing:
        text = tr("Silakan ambil nomor.") if _gets_number(scene) else ""
        return Notice("success", tr("Berkas lengkap"), text, "check-circle")
    names = ", ".join(line_name(scene.premises.catalogue, line, tr) for line in missing[:2])
    more = len(missing) - 2
    if more > 0:
        names = tr("{names} dan {n} lagi", names=names, n=more)
    title = tr("Kurang {n}: {names}", n=len(missing), names=names)
    return Notice("warning", title, _where(scene, missing[0]), "warning")


def _where(scene: Scene, line: Line) -> str:
    """Return where the first missing document comes from, as far as the catalogue knows."""
    tr, catalogue = scene.tr, scene.premises.catalogue
    document = catalogue.documents[line.first.document]
    name = tr.pick(document.short_id, document.short_en)
    if document.category == "foto" or not line.first.original:
        photocopy = scene.premises.mall.photocopy
        return tr.pick(photocopy.text_id, photocopy.text_en)
    if document.issuer and document.issuer.lower() != "pemohon":
        return tr("{document}: dari {issuer}.", document=name, issuer=document.issuer)
    return tr("Nomor tetap bisa diambil sekarang.") if _gets_number(scene) else ""


def _gets_number(scene: Scene) -> bool:
    """Whether the service in view gets a number of its own now, as its button says."""
    return bool(scene.plan.stops) and not scene.session.chosen


def _buttons(scene: Scene, missing: Sequence[Line]) -> tuple[Button, ...]:
    tr, session = scene.tr, scene.session
    ask = Button("ask_staff", tr("Tanya petugas"), ev.HelpAsked(), "headset")
    if session.chosen:
        words = tr("Tambahkan ke kunjungan")
        take = Button("add_to_visit", words, ev.ServiceAdded("summary"), "plus", not missing)
    elif scene.plan.stops:
        words = tr("Tetap ambil nomor") if missing else tr("Lengkap, ambil nomor")
        busy = session.issuing
        take = Button("take_number", words, ev.NumberAsked(), "ticket", not missing, not busy)
    else:
        take = Button("print_list", tr("Cetak syarat"), ev.ListPrintAsked(), "printer", not missing)
    if not missing:
        return (take, ask)
    event = ev.ListPrintAsked(missing=True)
    printing = Button("print_missing", tr("Cetak daftar yang kurang"), event, "printer", True)
    return (printing, take, ask)
