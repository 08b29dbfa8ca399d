"""From the words of a slip to a PDF of one page, as high as what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from printing.layout.blocks import (
    BigLabel,
    Block,
    CheckLine,
    NamedText,
    QrFooter,
    Rule,
    Space,
    StopRow,
    TextBlock,
)
from printing.layout.fonts import BOLD, TEXT, register
from printing.layout.page import MM, ROLL_80, PaperFormat, whole_dots
from printing.slip import Slip

TOP_MM = 3.0


def draw_slip(slip: Slip, paper: PaperFormat = ROLL_80) -> bytes:
    """Return the slip as a PDF with its fonts embedded; the same slip gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    register()
    blocks = list(_blocks(slip))
    heights = [block.height(paper) for block in blocks]
    height = whole_dots(TOP_MM + sum(heights) + paper.feed)
    out = BytesIO()
    always: Any = {"invariant": 1, "pageCompression": 1, "initialFontName": TEXT}
    canvas = Canvas(
        out,
        pagesize=(paper.width * MM, height * MM),
        **always,
        lang="en-ID" if slip.language == "en" else "id-ID",
    )
    canvas.setTitle(slip.title)
    canvas.setAuthor(slip.place)
    canvas.setSubject(slip.mall)
    top = height - TOP_MM
    for block, tall in zip(blocks, heights, strict=True):
        block.draw(canvas, paper, top)
        top -= tall
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def warm() -> None:
    """Load what a slip needs, so that the first one is as fast as the next."""
    from printing.qr import matrix

    slip = Slip("", "id", "A", "A", "", (), (), (), (), "A", matrix("A"), ("A",))
    draw_slip(slip)


def _blocks(slip: Slip) -> Iterator[Block]:
    yield TextBlock(slip.mall, BOLD, 13.0, "centre", after=0.0)
    yield TextBlock(slip.place, align="centre", after=0.0)
    if slip.banner:
        yield TextBlock(slip.banner, BOLD, 12.5, "centre", after=0.0)
    yield Rule()
    yield from _stops(slip)
    for name, text in slip.notes:
        yield NamedText(name, text)
    if slip.notes:
        yield Rule(before=0.6)
    for number, part in enumerate(slip.lists):
        yield Space(2.0 if number else 0.0)
        yield TextBlock(part.heading, BOLD, 12.6, after=1.4)
        for line in part.lines:
            yield CheckLine(line.name, line.detail, line.others)
    yield Space(1.2 if slip.lists else 0.0)
    for fact in slip.facts:
        yield TextBlock(fact, BOLD, after=0.4)
    if slip.lists or slip.facts:
        yield Rule()
    if slip.qr:
        yield QrFooter(slip.qr, slip.code, slip.footer)
    else:
        yield from (TextBlock(line, after=0.0) for line in slip.footer)


def _stops(slip: Slip) -> Iterator[Block]:
    if not slip.stops:
        return
    first, *rest = slip.stops
    yield TextBlock(first.where, BOLD, 12.2, after=0.0)
    yield BigLabel(first.label)
    yield TextBlock(first.services, size=11.6)
    yield Rule()
    for stop in rest:
        yield StopRow(stop.label, stop.where, stop.services)
    if rest:
        yield Rule(before=0.4)
