"""The numbers, once they are in the ledger: where to go first, what follows, the QR.

They stand there from the first moment; while their slip is being printed only heading and buttons
are others, and they change in place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.identity import qr_content
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Ticket
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import SlipState
from kiosk.wording.places import place_text
from kiosk.wording.reasons import short_name, waiting_text
from printing.qr import Matrix, matrix
from ui.presenters.names import agency_name
from ui.presenters.parts import Button, Heading, Notice
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class TicketView:
    """One number: its label, where to go, for what."""

    label: str
    place: str
    agency: str
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class TicketsView:
    """All numbers of the visit on one page; ``LIVE`` names what changes in place."""

    LIVE: ClassVar[tuple[str, ...]] = ("heading", "buttons")
    heading: Heading
    where: str
    first: TicketView
    rest_heading: str
    rest: tuple[TicketView, ...]
    qr: Matrix
    notices: tuple[Notice, ...]
    sign: str
    buttons: tuple[Button, ...]


def derive_ticket(scene: Scene) -> TicketsView:
    """Return the page of the issued visit; the session must have one."""
    tr = scene.tr
    issued = issued_visit(scene)
    printing = scene.session.slip is SlipState.PRINTING
    first, *rest = (ticket_view(scene, ticket) for ticket in issued.visit.tickets)
    first = replace(first, title=f"{first.agency} · {first.title}")
    return TicketsView(
        heading=_printing_heading(scene) if printing else _heading(scene),
        where=tr("Pertama, ke {place}", place=first.place) if rest else first.place,
        first=first,
        rest_heading=tr("Lalu, berurutan") if rest else "",
        rest=tuple(rest),
        qr=matrix(qr_content(scene.qr_host, issued.visit.code)),
        notices=(_documents(scene, issued),),
        sign=line_sign(scene),
        buttons=(
            Button(
                "slip_missing", tr("Tiket tidak keluar?"), ev.SlipMissing(), enabled=not printing
            ),
            Button("finish", finish_words(scene), ev.Restarted(), primary=True),
        ),
    )


def issued_visit(scene: Scene) -> Issued:
    """Return the visit that the session holds; without one there is no such page."""
    issued = scene.session.issued
    if issued is None:
        raise ValueError("the ticket page needs an issued visit")
    return issued


def _heading(scene: Scene) -> Heading:
    return Heading(scene.tr("Ambil tiket di bawah layar"), icon="check-circle")


def _printing_heading(scene: Scene) -> Heading:
    return Heading(scene.tr("Tiket Anda sedang dicetak…"), icon="printer")


def ticket_view(scene: Scene, ticket: Ticket) -> TicketView:
    """Return one number of the visit in words."""
    tr, premises = scene.tr, scene.premises
    names = ", ".join(short_name(premises.service(name), tr) for name in ticket.services)
    agencies = ", ".join(agency_name(premises.catalogue.agencies[a], tr) for a in ticket.agencies)
    place = place_text(ticket.counters, tr)
    return TicketView(ticket.label, place, agencies, names, f"{agencies} · {place}")


def _documents(scene: Scene, issued: Issued) -> Notice:
    tr, premises = scene.tr, scene.premises
    count = issued.plan.checklist.to_bring
    title = tr.plural("Daftar {n} berkas ikut tercetak", count) if count else tr("Tanpa berkas")
    if count and scene.session.slip_short:
        return _list_elsewhere(scene, count)
    waiting = [step for step in issued.plan.later if step.reason == "prerequisite"]
    names = [short_name(premises.service(step.service), tr) for step in issued.plan.later]
    text = ""
    if len(waiting) == 1 == len(names):
        text = f"{names[0]}: {waiting_text(premises, waiting[0], tr)}"
    elif names:
        text = tr("Tanpa nomor hari ini: {names}.", names=", ".join(names))
    return Notice("info", title, text, "files")


def _list_elsewhere(scene: Scene, count: int) -> Notice:
    """Say where the list of documents is to be had that a short slip does not carry."""
    tr, desk = scene.tr, scene.premises.mall.information_desk
    where = tr.pick(desk.text_id, desk.text_en)
    text = tr("Kertas hampir habis. Daftarnya ada di {desk}.", desk=where)
    return Notice("warning", tr.plural("Siapkan {n} berkas", count), text, "files")


def line_sign(scene: Scene) -> str:
    """Return the small sign for whoever might scan the QR while the province is out of reach.

    Its page may not know the number yet; nothing else of a visit depends on the line.
    """
    return scene.tr("Jaringan putus. Nomor tetap sah.") if scene.line_cut else ""


def finish_words(scene: Scene) -> str:
    """Return "Selesai", with the seconds left where they are counted."""
    tr = scene.tr
    if not scene.seconds_left:
        return tr("Selesai")
    return tr("Selesai ({seconds})", seconds=scene.seconds_left)
