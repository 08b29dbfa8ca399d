"""The technician's test slip: what a printer does to a ruler, to edges, to greys and to codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from kiosk.language import Translator
from kiosk.wording.dates import clock_text, short_date
from printing.layout.blocks import Block, Rule, Space, TextBlock
from printing.layout.draw import draw_blocks, open_canvas, page_height
from printing.layout.fonts import BOLD
from printing.layout.gauges import GreyBars, Ruler, SizedCode, draw_edges
from printing.layout.page import DOTS_PER_MM, ROLL_80, PaperFormat
from printing.plain_text import clean
from printing.qr import matrix

MODULES = (4, 5, 6, 7)
"""Dots a module of the codes, between what is too small after damage and what is too wide."""


@dataclass(frozen=True, slots=True)
class TestPage:
    """The words of a test slip. ``codes`` are name, module size and content for each of MODULES."""

    __test__ = False  # Its name begins as a test's does.

    language: str
    title: str
    address: str
    moment: str
    question: str
    codes: tuple[tuple[str, str, str], ...]


def compose_test_page(
    address: str, now: datetime, tr: Translator, paper: PaperFormat = ROLL_80
) -> TestPage:
    """Return the words of a test slip for the printer at ``address`` with ``paper`` in it."""
    return TestPage(
        language=tr.language,
        title=tr("Cetak uji"),
        address=clean(address),
        moment=f"{short_date(now.date(), tr)} {clock_text(now, tr)}",
        question=tr("Apakah penggaris tepat {mm} mm?", mm=ruler_length(paper)),
        codes=tuple(
            (
                tr("{n} titik", n=dots),
                f"{_millimetres(dots, tr)} mm",
                code_content(dots),
            )
            for dots in MODULES
        ),
    )


def _millimetres(dots: int, tr: Translator) -> str:
    """Return how wide dots at 203 dpi are, with the language's decimal mark: "0,75"."""
    number = f"{dots / DOTS_PER_MM:g}"
    return number if tr.language == "en" else number.replace(".", ",")


def code_content(dots: int) -> str:
    """Return what the code with so many dots a module says: as long as a slip's, but no address."""
    return f"ANJUNGAN CETAK UJI: {dots} TITIK TIAP KOTAK"


def ruler_length(paper: PaperFormat) -> int:
    """Return how many mm the ruler has: whole centimetres where they leave at most 2 mm."""
    length = int(paper.printable)
    return length - length % 10 if length % 10 <= 2 else length


def draw_test_page(page: TestPage, paper: PaperFormat = ROLL_80) -> bytes:
    """Return the test slip as a PDF of one page; nothing on it is scaled, so that it measures."""
    paper = replace(paper, scale=1.0)
    blocks = list(_blocks(page, paper))
    out = BytesIO()
    high = page_height(blocks, paper)
    canvas = open_canvas(
        out,
        (paper.width, high),
        title=page.title,
        author=page.address,
        subject=page.question,
        language=page.language,
    )
    draw_edges(canvas, paper, bottom=paper.feed or paper.top, top=high - paper.top)
    draw_blocks(canvas, blocks, paper)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _blocks(page: TestPage, paper: PaperFormat) -> Iterator[Block]:
    yield TextBlock(page.title, BOLD, 16.0, "centre", indent=5.0)
    yield TextBlock(page.address, align="centre", indent=5.0, after=0.0)
    yield TextBlock(page.moment, align="centre", indent=5.0)
    yield Rule()
    yield Ruler(ruler_length(paper))
    yield TextBlock(page.question, BOLD, after=2.0)
    yield GreyBars()
    for dots, (name, size, content) in zip(MODULES, page.codes, strict=True):
        yield SizedCode(matrix(content), dots, (name, size))
    yield Space(6.0)
