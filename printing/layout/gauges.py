"""What a technician measures a print by: a ruler, edges, grey bars, QR codes of several sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from printing.layout.blocks import TextBlock
from printing.layout.fonts import BOLD, FIGURES
from printing.layout.page import DOT, DOTS_PER_MM, MM, PaperFormat
from printing.qr import QUIET, Matrix, rectangles

_HAIR = 0.02
"""Points a rectangle is smaller, so that no renderer rounds its edge into the next dot."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, width, height in dots."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Ticks of 1, 5 and 10 mm over ``length`` mm, every centimetre with its number."""

    length: int
    size: float = 8.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the longest tick and a number below it."""
        del paper
        return 6.0 + self.size / MM + 1.6

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the ticks; the first begins and the last ends exactly at the ruler's ends."""
        _fill(canvas, (self._tick(paper, top, mm) for mm in range(self.length + 1)))
        canvas.setFont(FIGURES, self.size)
        base = (top - 6.6) * MM - self.size
        for mm in range(10, self.length + 1, 10):
            at_the_edge = mm + 1 > paper.printable
            draw = canvas.drawRightString if at_the_edge else canvas.drawCentredString
            draw((paper.left + mm) * MM, base, str(mm // 10))

    def _tick(self, paper: PaperFormat, top: float, mm: int) -> Rectangle:
        wide, tall = (
            (4, 48) if mm % 10 == 0 or mm == self.length else (3, 36) if mm % 5 == 0 else (2, 24)
        )
        middle = (paper.left + mm) * DOTS_PER_MM
        left = middle if mm == 0 else middle - wide if mm == self.length else middle - wide / 2
        return left, top * DOTS_PER_MM - tall, wide, tall


@dataclass(frozen=True, slots=True)
class GreyBars:
    """Three bars of dots: a quarter, a half and three quarters black; a dead dot is a white line.

    The cells are two dots wide, so that a bar shows every dot of the head and is no solid block.
    """

    tall: int = 40
    cell: int = 2

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the three bars below each other."""
        del paper
        return 3 * self.tall / DOTS_PER_MM + 2.0

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the bars over the whole printable width."""
        columns = int(paper.printable * DOTS_PER_MM) // self.cell
        left, high = paper.left * DOTS_PER_MM, top * DOTS_PER_MM
        for bar in range(3):
            low = high - (bar + 1) * self.tall
            _fill(canvas, self._cells(bar, columns, left, low))

    def _cells(self, bar: int, columns: int, left: float, low: float) -> Iterable[Rectangle]:
        for row in range(self.tall // self.cell):
            for column in range(columns):
                quarter = row % 2 == 0 and column % 2 == 0
                dark = (quarter, (row + column) % 2 == 0, not quarter)[bar]
                if dark:
                    x, y = left + column * self.cell, low + row * self.cell
                    yield x, y, self.cell, self.cell


@dataclass(frozen=True, slots=True)
class SizedCode:
    """A QR code with so many dots a module and, right of it, words that say so."""

    modules: Matrix
    dots: int
    words: tuple[str, str]

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the code with half its quiet zone on both sides."""
        del paper
        return self._side

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the code in whole dots, and the words."""
        left = round(paper.left * DOTS_PER_MM) + self.dots
        high = round(top * DOTS_PER_MM) - QUIET // 2 * self.dots
        path = canvas.beginPath()
        for x, y, width, height in rectangles(self.modules):
            corner = ((left + x * self.dots) * DOT, (high - (y + height) * self.dots) * DOT)
            path.rect(*corner, width * self.dots * DOT, height * self.dots * DOT)
        canvas.drawPath(path, stroke=0, fill=1)
        name, size = self.words
        beside = self._side + 1.0
        TextBlock(name, BOLD, 16.0, indent=beside).draw(canvas, paper, top - 2.0)
        TextBlock(size, indent=beside).draw(canvas, paper, top - 9.5)

    @property
    def _side(self) -> float:
        return (len(self.modules) + QUIET) * self.dots / DOTS_PER_MM


def draw_edges(canvas: Any, paper: PaperFormat, bottom: float, top: float) -> None:
    """Draw a corner of 4 mm, two dots thick, in each corner of what can be printed (mm)."""
    leg, thin = 4 * DOTS_PER_MM, 2
    left, right = paper.left * DOTS_PER_MM, (paper.left + paper.printable) * DOTS_PER_MM
    low, high = bottom * DOTS_PER_MM, top * DOTS_PER_MM
    for y, leg_low in ((low, low), (high - thin, high - leg)):
        _fill(canvas, [(left, y, leg, thin), (right - leg, y, leg, thin)])
        _fill(canvas, [(left, leg_low, thin, leg), (right - thin, leg_low, thin, leg)])


def _fill(canvas: Any, areas: Iterable[Rectangle]) -> None:
    """Fill rectangles given in dots as one path."""
    path = canvas.beginPath()
    for left, low, width, height in areas:
        corner = (left * DOT + _HAIR, low * DOT + _HAIR)
        path.rect(*corner, width * DOT - 2 * _HAIR, height * DOT - 2 * _HAIR)
    canvas.drawPath(path, stroke=0, fill=1)
