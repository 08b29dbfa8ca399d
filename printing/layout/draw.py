"""From the words of a slip to a PDF: one page of a roll, or as many of cut paper as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from printing.layout.blocks import BODY, LEADING, Block, Framed, Rule, Space, TextBlock
from printing.layout.code import BesideCode, QrFooter
from printing.layout.documents import CheckLine, NamedText
from printing.layout.fonts import BOLD, TEXT, drawable, register, text_width
from printing.layout.numbers import BigLabel, StopRow
from printing.layout.page import MM, ROLL_80, PaperFormat, whole_dots
from printing.layout.pages import paged
from printing.slip import Slip

_FOOT = 8.8
"""Points of the lines below each page of cut paper."""


def draw_slip(slip: Slip, paper: PaperFormat = ROLL_80) -> bytes:
    """Return the slip as a PDF with its fonts embedded; the same slip gives the same bytes.

    A roll's page is as high as what stands on it; cut paper gets as many pages as it takes.
    """
    inside = paper.unscaled
    pages = paged(list(_blocks(slip, wide=paper.height is not None)), inside)
    out = BytesIO()
    size = (paper.width, page_height(pages[0], inside) * paper.scale)
    canvas = open_canvas(
        out, size, title=slip.title, author=slip.place, subject=slip.mall, language=slip.language
    )
    for number, blocks in enumerate(pages, start=1):
        if paper.scale != 1.0:
            canvas.scale(paper.scale, paper.scale)
        draw_blocks(canvas, blocks, inside)
        if paper.height is not None:
            _draw_foot(canvas, inside, slip, (number, len(pages)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def page_height(blocks: Iterable[Block], paper: PaperFormat) -> float:
    """Return the height in mm of a page with these blocks, in whole dots."""
    if paper.height is not None:
        return paper.height
    return whole_dots(paper.top + sum(block.height(paper) for block in blocks) + paper.feed)


def draw_blocks(canvas: Any, blocks: Sequence[Block], paper: PaperFormat) -> None:
    """Draw the blocks below each other from the top of the page."""
    top = page_height(blocks, paper) - paper.top
    for block in blocks:
        block.draw(canvas, paper, top)
        top -= block.height(paper)


def open_canvas(
    out: BytesIO, size: tuple[float, float], *, title: str, author: str, subject: str, language: str
) -> Any:
    """Return a canvas of ``size`` mm whose file is the same for the same content."""
    from reportlab.pdfgen.canvas import Canvas

    register()
    always: Any = {"invariant": 1, "pageCompression": 1, "initialFontName": TEXT}
    lang = "en-ID" if language == "en" else "id-ID"
    canvas = Canvas(out, pagesize=(size[0] * MM, size[1] * MM), **always, lang=lang)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    return canvas


def _draw_foot(canvas: Any, paper: PaperFormat, slip: Slip, page: tuple[int, int]) -> None:
    """Write into the white below whose page it is, when it was made, and which one of several."""
    number, pages = page
    words = drawable(" · ".join((slip.code or slip.title, *slip.footer)), TEXT)
    size = min(_FOOT, paper.printable * MM / text_width(words, TEXT, 1.0))
    base = paper.top * 0.6 * MM
    canvas.setFont(TEXT, size)
    canvas.drawString(paper.left * MM, base, words)
    if pages > 1:
        which = slip.page.format(page=number, pages=pages)
        canvas.setFont(BOLD, _FOOT)
        right = (paper.left + paper.printable) * MM
        canvas.drawRightString(right, base - _FOOT * LEADING, which)


def warm() -> None:
    """Load what a slip needs, so that the first one is as fast as the next."""
    from printing.qr import matrix

    slip = Slip("", "id", "A", "A", "", (), (), (), (), "A", matrix("A"), ("A",))
    draw_slip(slip)


def _blocks(slip: Slip, *, wide: bool) -> Iterator[Block]:
    """Yield what stands on the slip; on ``wide`` paper the QR stands beside the first number."""
    yield TextBlock(slip.mall, BOLD, 13.0, "centre", after=0.0, least=10.5)
    yield TextBlock(slip.place, align="centre", after=0.0)
    if not slip.stops:
        yield TextBlock(slip.title, BOLD, 13.0, "centre", after=0.4)
    yield from (Framed(slip.banner), Space(2.4)) if slip.banner else (Rule(),)
    yield from _stops(slip, wide=wide)
    for name, text in slip.notes:
        yield NamedText(name, text)
    if slip.notes:
        yield Rule(before=0.6)
    for number, part in enumerate(slip.lists):
        yield Space(2.0 if number else 0.0)
        yield TextBlock(part.heading, BOLD, 12.6, after=1.4, with_next=True)
        for line in part.lines:
            yield CheckLine(line.name, line.detail, line.others)
    yield Space(1.2 if slip.lists else 0.0)
    for fact in slip.facts:
        yield TextBlock(fact, BOLD, after=0.4)
    if wide:
        return
    if slip.lists or slip.facts:
        yield Rule()
    if slip.qr:
        yield QrFooter(slip.qr, slip.code, slip.footer)
    else:
        yield from (TextBlock(line, after=0.0) for line in slip.footer)


def _stops(slip: Slip, *, wide: bool) -> Iterator[Block]:
    if not slip.stops:
        return
    first, *rest = slip.stops
    number = (
        TextBlock(first.where, BOLD, 12.2, after=0.0, least=BODY),
        BigLabel(first.label),
    )
    yield from (BesideCode(number, slip.qr, slip.code),) if wide else number
    yield TextBlock(first.services, size=11.6)
    yield Rule()
    for place, stop in enumerate(rest):
        yield StopRow(stop.label, stop.where, stop.services, line_above=place > 0)
    if rest:
        yield Rule(before=0.4)
