"""The foot of a slip: the QR code in whole dots and in letters, when and where it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from printing.layout.blocks import Block
from printing.layout.fonts import FIGURES, TEXT, drawable, text_width
from printing.layout.page import DOT, MM, PaperFormat
from printing.qr import MODULE_DOTS, QUIET, Matrix, rectangles

_QUIET_ABOVE = 2
"""Modules of white the QR adds to the white below the rule, so that both are its quiet zone.

Below it nothing is added: there is the white for the knife.
"""

_LEADING = 1.3

_STACKED = 15.0
"""Points of the code's groups where they stand below each other."""

_Line = tuple[str, str, float]
"""A text, its font and its size in points."""


@dataclass(frozen=True, slots=True)
class QrFooter:
    """The QR left, in whole dots, with the code and further lines right of it.

    Where the paper is too narrow for that, the code stands beside it in its groups of four, and
    the lines below.
    """

    modules: Matrix
    code: str
    lines: Sequence[str]
    size: float = 9.6

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the taller side, and of what stands below."""
        beside, below = self._columns(paper)
        if below:
            return self._side_mm + _tall(below) + 1.0
        return max(_high_mm(self.modules), _tall(beside) + 1.5)

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw code and lines."""
        _draw_modules(canvas, self.modules, paper.left, top)
        beside, below = self._columns(paper)
        white = max(0.0, self._side_mm - _tall(beside)) / 2 if below else 1.5
        _draw(canvas, beside, paper.left + self._side_mm + 1.0, top - white)
        _draw(canvas, below, paper.left, top - self._side_mm - 1.0)

    def _columns(self, paper: PaperFormat) -> tuple[list[_Line], list[_Line]]:
        """Return the lines beside the QR and those below it."""
        words = [(self.code, FIGURES, self.size), *self._words()]
        widest = max(text_width(*line) for line in words)
        if self._side_mm + 1.0 + widest / MM <= paper.printable:
            return words, []
        return [(group, FIGURES, _STACKED) for group in self.code.split()], words[1:]

    def _words(self) -> Iterator[_Line]:
        for number, line in enumerate(self.lines):
            font = TEXT if number else FIGURES
            yield drawable(line, font), font, self.size - (number == 0)

    @property
    def _side_mm(self) -> float:
        return side_mm(self.modules)


def side_mm(modules: Matrix) -> float:
    """Return the width of a QR with the white it brings itself."""
    return (len(modules) + QUIET) * MODULE_DOTS * DOT / MM


def _high_mm(modules: Matrix) -> float:
    return (len(modules) + _QUIET_ABOVE) * MODULE_DOTS * DOT / MM


@dataclass(frozen=True, slots=True)
class BesideCode:
    """Blocks of the first number with the QR and its code at the right edge of wide paper."""

    blocks: Sequence[Block]
    modules: Matrix
    code: str
    size: float = 9.6
    gap: float = 3.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the taller side."""
        blocks = sum(block.height(self._left_part(paper)) for block in self.blocks)
        return max(blocks, side_mm(self.modules) + _step(self.size))

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the blocks, the QR and below it the code, both of them up to the right edge."""
        left_part = self._left_part(paper)
        right = paper.left + paper.printable
        module = MODULE_DOTS * DOT / MM
        _draw_modules(canvas, self.modules, right - (len(self.modules) + 1) * module, top)
        below = top - side_mm(self.modules)
        for block in self.blocks:
            block.draw(canvas, left_part, top)
            top -= block.height(left_part)
        code = (self.code, FIGURES, self.size)
        _draw(canvas, [code], right - text_width(*code) / MM, below)

    def _left_part(self, paper: PaperFormat) -> PaperFormat:
        code = text_width(self.code, FIGURES, self.size) / MM
        room = paper.printable - max(code, side_mm(self.modules)) - self.gap
        return PaperFormat(width=room + 2 * paper.left, printable=room)


def _draw_modules(canvas: Any, modules: Matrix, left: float, top: float) -> None:
    """Draw a QR code below ``top`` and right of ``left``, both in mm, in whole dots."""
    dots_left, dots_top = round(left / DOT * MM), round(top * MM / DOT)
    path = canvas.beginPath()
    for x, y, width, height in rectangles(modules):
        column = (dots_left + (x + 1) * MODULE_DOTS) * DOT
        low = (dots_top - (y + height + _QUIET_ABOVE) * MODULE_DOTS) * DOT
        path.rect(column, low, width * MODULE_DOTS * DOT, height * MODULE_DOTS * DOT)
    canvas.drawPath(path, stroke=0, fill=1)


def _draw(canvas: Any, lines: Sequence[_Line], left: float, top: float) -> None:
    for text, font, size in lines:
        canvas.setFont(font, size)
        canvas.drawString(left * MM, top * MM - size, text)
        top -= _step(size)


def _tall(lines: Sequence[_Line]) -> float:
    return sum(_step(size) for _, _, size in lines)


def _step(size: float) -> float:
    return size * _LEADING / MM
