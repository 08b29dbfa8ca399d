"""The readiness report on A4: may this terminal serve, what was checked, who says so.

Words are drawn as they are; nothing in them is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kiosk.health.check import Check, Health
from kiosk.wording.measures import moment
from printing.layout.blocks import Block, Framed, Rule, Space, TextBlock
from printing.layout.check_rows import CheckRow, SignatureLine
from printing.layout.draw import draw_blocks, open_canvas
from printing.layout.fonts import BOLD, TEXT, drawable
from printing.layout.page import MM, PaperFormat
from printing.layout.pages import paged
from printing.plain_text import clean

SHEET = PaperFormat(width=210.0, printable=174.0, feed=0.0, height=297.0, top=18.0)
"""A4 with type of 10.8 points: the report is read at a desk, not at a counter."""

_FOOT = 8.4
_SIGNED = ("Diperiksa oleh", "Tanggal", "Tanda tangan")


@dataclass(frozen=True, slots=True)
class Readiness:
    """A look at a terminal, and what it is: its id, its mall, its versions, each in words."""

    health: Health
    terminal: str
    mall: str
    versions: str


def draw_readiness(report: Readiness) -> bytes:
    """Return the report as a PDF of as many pages as it takes."""
    pages = paged(list(_blocks(report)), SHEET)
    out = BytesIO()
    canvas = open_canvas(
        out,
        (SHEET.width, SHEET.height or 0.0),
        title="Laporan kesiapan",
        author=clean(report.terminal),
        subject=_verdict(report.health),
        language="id",
    )
    for number, blocks in enumerate(pages, start=1):
        draw_blocks(canvas, blocks, SHEET)
        _draw_foot(canvas, report, (number, len(pages)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _blocks(report: Readiness) -> Iterator[Block]:
    health = report.health
    yield TextBlock("Laporan kesiapan", BOLD, 18.0, after=1.0)
    for line in (report.mall, report.terminal, report.versions, f"Diperiksa {moment(health.at)}"):
        yield TextBlock(clean(line), after=0.2)
    yield Framed(_verdict(health))
    yield Space(3.0)
    for check in health.checks:
        yield _row(check)
    yield Rule(before=1.0)
    yield from (SignatureLine(_SIGNED),)


def _verdict(health: Health) -> str:
    counts = f"{health.count('pass')} baik, {health.count('warn')} perlu perhatian"
    if health.ok:
        return f"SIAP MELAYANI — {counts}, {health.count('skip')} dilewati"
    return f"BELUM SIAP — {health.count('fail')} gagal, {counts}, {health.count('skip')} dilewati"


def _row(check: Check) -> CheckRow:
    last = moment(check.last_pass) if check.last_pass else "belum pernah di mesin ini"
    remedy = (f"Yang perlu dilakukan: {clean(check.remedy)}",) if check.remedy else ()
    more = (*remedy, f"Terakhir baik: {last}")
    return CheckRow(check.state, clean(check.title), clean(check.words), more)


def _draw_foot(canvas: Any, report: Readiness, page: tuple[int, int]) -> None:
    number, pages = page
    base = SHEET.top * 0.55 * MM
    words = clean(f"{report.terminal} · {moment(report.health.at)}")
    canvas.setFont(TEXT, _FOOT)
    canvas.drawString(SHEET.left * MM, base, drawable(words, TEXT))
    right = (SHEET.left + SHEET.printable) * MM
    canvas.drawRightString(right, base, f"halaman {number} dari {pages}")
