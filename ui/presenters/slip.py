"""The numbers whose paper cannot be trusted: to be photographed, asked about or printed again.

The numbers and their QR are the paper here, so they are all on this one page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.identity import grouped, qr_content
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import SlipState
from kiosk.wording.places import place_text
from printing.qr import Matrix, matrix
from ui.presenters.parts import Button, Heading, Notice, Tone
from ui.presenters.scene import Scene
from ui.presenters.ticket import finish_words, issued_visit, line_sign, ticket_view


@dataclass(frozen=True, slots=True)
class FurtherNumber:
    """A number after the first: its label and where to go."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class SlipView:
    """What to do, and all numbers of the visit; ``LIVE`` names what changes in place."""

    LIVE: ClassVar[tuple[str, ...]] = ("buttons",)
    heading: Heading
    tone: Tone
    label: str
    where: str
    qr: Matrix
    code: str
    rest: tuple[FurtherNumber, ...]
    notices: tuple[Notice, ...]
    sign: str
    buttons: tuple[Button, ...]


def derive_slip(scene: Scene) -> SlipView:
    """Return the page of an issued visit whose slip is in doubt; the session must have one."""
    tr = scene.tr
    visit = issued_visit(scene).visit
    first, *rest = visit.tickets
    shown = ticket_view(scene, first)
    kind = _KINDS.get(scene.session.slip, _stuck)
    heading, tone, buttons = kind(scene)
    return SlipView(
        heading=heading,
        tone=tone,
        label=first.label,
        where=_kept_together(f"{shown.place} · {shown.agency}"),
        qr=matrix(qr_content(scene.qr_host, visit.code)),
        code=grouped(visit.code),
        rest=tuple(
            FurtherNumber(t.label, _kept_together(place_text(t.counters, tr))) for t in rest
        ),
        notices=(_still_valid(scene),),
        sign=line_sign(scene),
        buttons=buttons,
    )


Doubt = tuple[Heading, Tone, tuple[Button, ...]]


def _paper_out(scene: Scene) -> Doubt:
    tr, count = scene.tr, _count(scene)
    sentence = tr.plural("Nomor Anda sudah tersimpan. Foto layar ini.", count)
    heading = Heading(tr("Kertas habis"), sentence, icon="receipt-x")
    return heading, "warning", _with_retry(scene, tr("Coba cetak lagi"), _photographed(scene))


def _stuck(scene: Scene) -> Doubt:
    tr, count = scene.tr, _count(scene)
    sentence = tr.plural("Nomor Anda tetap berlaku. Foto layar ini.", count)
    heading = Heading(tr("Tiket belum keluar"), sentence, icon="receipt-x")
    return heading, "warning", _retry_first(scene, tr("Cetak lagi"), _photographed(scene))


def _unanswered(scene: Scene) -> Doubt:
    """Say nothing of the paper: nobody has looked, so it may well be out."""
    tr, count = scene.tr, _count(scene)
    sentence = tr.plural("Nomor Anda tetap berlaku. Foto layar ini.", count)
    heading = Heading(tr.plural("Nomor Anda tersimpan", count), sentence, icon="ticket")
    return heading, "success", (_photographed(scene),)


def _asked(scene: Scene) -> Doubt:
    """Ask; the seconds stand on what is taken for the answer when nobody gives one."""
    tr, left = scene.tr, scene.seconds_left
    broken = tr("Belum, atau rusak ({seconds})", seconds=left) if left else tr("Belum, atau rusak")
    heading = Heading(
        tr("Apakah tiket Anda keluar utuh?"),
        tr("Lihat tempat tiket di bawah layar."),
        icon="question",
    )
    buttons = (
        Button("slip_broken", broken, ev.SlipBroken()),
        Button("slip_whole", tr("Ya, sudah"), ev.SlipWhole(), primary=True),
    )
    return heading, "success", buttons


def _restored(scene: Scene) -> Doubt:
    tr = scene.tr
    label = issued_visit(scene).visit.tickets[0].label
    if scene.session.slip_retry:
        sentence = tr("Nomor terakhir {label}. Cetak ulang?", label=label)
    else:
        sentence = tr("Nomor terakhir {label}. Foto layar ini.", label=label)
    heading = Heading(tr("Maaf, mesin baru menyala lagi"), sentence, icon="lightning")
    finish = Button("finish", finish_words(scene), ev.Restarted(), primary=True)
    return heading, "warning", _retry_first(scene, tr("Cetak ulang"), finish)


def _with_retry(scene: Scene, words: str, main: Button) -> tuple[Button, ...]:
    if not scene.session.slip_retry:
        return (main,)
    return (Button("print_again", words, ev.SlipRetried()), main)


def _retry_first(scene: Scene, words: str, end: Button) -> tuple[Button, ...]:
    """Return the buttons where printing again is what most people want, and it is allowed."""
    if not scene.session.slip_retry:
        return (end,)
    again = Button("print_again", words, ev.SlipRetried(), primary=True)
    return (replace(end, primary=False), again)


def _photographed(scene: Scene) -> Button:
    tr, left = scene.tr, scene.seconds_left
    words = tr("Sudah saya foto ({seconds})", seconds=left) if left else tr("Sudah saya foto")
    return Button("photographed", words, ev.Restarted(), primary=True)


def _still_valid(scene: Scene) -> Notice:
    tr, desk = scene.tr, scene.premises.mall.information_desk
    where = _kept_together(tr.pick(desk.text_id, desk.text_en))
    text = tr("Tiket kertas dan daftar berkas bisa dicetak di {desk}.", desk=where)
    return Notice("success", tr.plural("Nomor tetap berlaku", _count(scene)), text, "info")


def _kept_together(place: str) -> str:
    """Return a place whose floor never stands alone on a line: "lantai 1" does not break."""
    return re.sub(r"(?<=\w) (?=\d)", "\N{NO-BREAK SPACE}", place)


def _count(scene: Scene) -> int:
    return len(issued_visit(scene).visit.tickets)


_KINDS = {
    SlipState.PAPER_OUT: _paper_out,
    SlipState.STUCK: _stuck,
    SlipState.ASKED: _asked,
    SlipState.UNANSWERED: _unanswered,
    SlipState.RESTORED: _restored,
}
