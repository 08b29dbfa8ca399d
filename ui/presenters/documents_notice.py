"""The card that says how few documents are enough, with the way to the list."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.visits.plan import Plan
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from kiosk.wording.documents import heading_text
from kiosk.wording.fees import fee_is_sure, is_sure
from kiosk.wording.reasons import short_name
from ui.presenters.parts import Button, Notice
from ui.presenters.scene import Scene


def documents_notice(scene: Scene, plan: Plan) -> Notice:
    """Return "Cukup 11 berkas, bukan 21", of today's part or, without one, of the later part.

    A visit without documents has no list to look at.
    """
    tr, checklist = scene.tr, plan.checklist
    if not checklist.to_bring:
        return Notice("success", heading_text(checklist, tr), icon="files")
    only_later = not checklist.part(later=False)
    later = len(checklist.part(later=True))
    text = tr("Daftarnya ikut tercetak di tiket.") if plan.stops else tr("Daftarnya bisa dicetak.")
    if later and not only_later:
        text = tr.plural("Ditambah {n} berkas untuk nanti.", later)
    return Notice(
        "success",
        heading_text(checklist, tr, later=only_later),
        text,
        "files",
        Button("open_documents", tr("Lihat"), ev.Opened(Screen.DOCUMENTS.value)),
    )


def number_words(scene: Scene, plan: Plan) -> str:
    """Return the words of the main button: "Ambil nomor" or "Ambil 5 nomor"."""
    if len(plan.stops) == 1:
        return scene.tr("Ambil nomor")
    return scene.tr.plural("Ambil {n} nomor", len(plan.stops))


def unsure_notice(scene: Scene, services: Sequence[str]) -> tuple[Notice, ...]:
    """Return the one line under facts that are not sure, where any of ``services`` has such."""
    unsure = [
        service
        for service in map(scene.premises.service, services)
        if not (is_sure(service) and fee_is_sure(scene.premises, service))
    ]
    if not unsure:
        return ()
    names = ", ".join(short_name(service, scene.tr) for service in unsure)
    text = names if len(services) > 1 else scene.tr("Biaya dan berkas bisa berbeda.")
    return (Notice("warning", scene.tr("Perlu dipastikan di loket"), text, "info"),)
