"""Slips whose every row of dots tells whose it is, so that a judge can tell papers apart."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from reportlab.pdfgen.canvas import Canvas

from printing.escpos.heads import head_of
from printing.ports import Paper
from printing.raster import page_dots

HEAD = head_of("80", 203)
_PAGE_MM = 80.0
_DOT = 72 / HEAD.dpi
_LEFT = 32
"""White dots between the paper's edge and the head's first dot."""

_ZONE_DOTS = 24
"""Each slip has a black bar of its own in every row with ink; rows differ in the dots beside it."""
_NUMBERED_FROM = 320

WHITE, NOBODY = 0, -1
"""Owners of rows without ink, and of rows that no slip has: a torn picture, garbage."""

_LONG = ((30, 60), (110, 250), (390, 40))
_SHORT = ((6, 40), (60, 12))
"""First row and height of each block of ink; a block above 240 rows needs two bands."""


@dataclass(frozen=True, slots=True)
class MarkedSlip:
    """A slip to print, and what must come out of the printer for it."""

    owner: int
    paper: Paper
    rows: tuple[bytes, ...]

    @property
    def ink(self) -> tuple[bytes, ...]:
        """Return its rows from the first with ink to the last."""
        black = [at for at, row in enumerate(self.rows) if any(row)]
        return self.rows[black[0] : black[-1] + 1]

    @property
    def last_ink_row(self) -> int:
        """Return how many rows are out once its last ink is."""
        return max(at for at, row in enumerate(self.rows) if any(row)) + 1


@cache
def owner_of(row: bytes) -> int:
    """Return whose row it is."""
    if not any(row):
        return WHITE
    found = [at for at in range(12) if row[at * 3 : at * 3 + 3] == b"\xff\xff\xff"]
    return found[0] + 1 if len(found) == 1 else NOBODY


@cache
def marked_slip(owner: int) -> MarkedSlip:
    """Return the slip of visitor ``owner``, 1 to 12; the first one's is long, with four bands."""
    blocks = _LONG if owner == 1 else _SHORT
    height = blocks[-1][0] + blocks[-1][1] + 24
    pdf = _drawn(owner, blocks, height)
    dots = page_dots(pdf, HEAD.dpi, HEAD.paper.printable, HEAD.dots)
    return MarkedSlip(owner, Paper(f"slip-{owner}", pdf, round(height / 8)), tuple(dots.rows))


def _drawn(owner: int, blocks: tuple[tuple[int, int], ...], height: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, (_PAGE_MM / 25.4 * 72, height * _DOT), invariant=True)
    for first, rows in blocks:
        for row in range(first, first + rows):
            _draw_row(canvas, owner, row, height)
    canvas.save()
    return file.getvalue()


def _draw_row(canvas: Canvas, owner: int, row: int, height: int) -> None:
    bottom = (height - row - 1) * _DOT
    left = (_LEFT + (owner - 1) * _ZONE_DOTS) * _DOT
    canvas.rect(left, bottom, _ZONE_DOTS * _DOT, _DOT, stroke=0, fill=1)
    for bit in range(9):
        if row >> bit & 1:
            at = (_LEFT + _NUMBERED_FROM + bit * 16) * _DOT
            canvas.rect(at, bottom, 8 * _DOT, _DOT, stroke=0, fill=1)
