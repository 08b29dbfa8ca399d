"""The blocks of a slip: each knows its height (mm) before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from printing.layout.fonts import BOLD, FIGURES, TEXT, drawable, text_width
from printing.layout.page import DOT, MM, PaperFormat
from printing.layout.wrap import wrap
from printing.qr import MODULE_DOTS, QUIET, Matrix, rectangles

BODY = 10.8
"""Points of ordinary text: at least 10.5 on thermal paper (printing.md)."""

LEADING = 1.28

_QUIET_ABOVE = 2
"""Modules of white the QR adds to the white below the rule, so that both are its quiet zone."""


class Block(Protocol):
    """Something on the slip."""

    def height(self, paper: PaperFormat) -> float:
        """Return the block's height in mm."""
        ...

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the block below ``top`` (mm from the page's lower edge)."""
        ...


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Wrapped text in one font, indented by so many mm."""

    text: str
    font: str = TEXT
    size: float = BODY
    align: Literal["left", "centre"] = "left"
    indent: float = 0.0
    after: float = 0.8

    def height(self, paper: PaperFormat) -> float:
        """Return the height of all lines and the space after them."""
        return len(self._lines(paper)) * self._step + self.after

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the lines."""
        canvas.setFont(self.font, self.size)
        for number, line in enumerate(self._lines(paper)):
            base = (top - number * self._step) * MM - self.size
            if self.align == "centre":
                canvas.drawCentredString(paper.width / 2 * MM, base, line)
            else:
                canvas.drawString((paper.left + self.indent) * MM, base, line)

    @property
    def _step(self) -> float:
        return self.size * LEADING / MM

    def _lines(self, paper: PaperFormat) -> list[str]:
        room = (paper.printable - self.indent) * MM
        return wrap(self.text, self.font, self.size, room)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    before: float = 1.6
    after: float = 2.0

    def height(self, paper: PaperFormat) -> float:
        """Return the line with the space around it."""
        return self.before + self.after

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the line, four dots thick."""
        y = (top - self.before) * MM
        canvas.setLineWidth(4 * DOT)
        canvas.line(paper.left * MM, y, (paper.left + paper.printable) * MM, y)


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, of a height in mm."""

    tall: float

    def height(self, paper: PaperFormat) -> float:
        """Return its height."""
        return self.tall

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class BigLabel:
    """The first number: as large as the paper allows, at most ``size`` points."""

    label: str
    size: float = 74.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the capitals and the space around them."""
        return self._fitted(paper) * 0.727 / MM + 6.0

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the label."""
        size = self._fitted(paper)
        canvas.setFont(FIGURES, size)
        canvas.drawString(paper.left * MM, (top - 2.6) * MM - size * 0.727, self.label)

    def _fitted(self, paper: PaperFormat) -> float:
        wide = text_width(self.label, FIGURES, 100.0)
        return min(self.size, paper.printable * MM / wide * 100.0)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A further number: its label left, where and what right of it."""

    label: str
    where: str
    services: str
    size: float = 23.0
    column: float = 26.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the taller side."""
        texts = sum(block.height(paper) for block in self._texts())
        return max(texts, self.size * 0.727 / MM + 3.0) + 1.2

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw label and words."""
        room = (self.column - 2.0) * MM
        size = min(self.size, room / text_width(self.label, FIGURES, 100.0) * 100.0)
        canvas.setFont(FIGURES, size)
        canvas.drawString(paper.left * MM, (top - 1.0) * MM - size * 0.727, self.label)
        for block in self._texts():
            block.draw(canvas, paper, top)
            top -= block.height(paper)

    def _texts(self) -> tuple[TextBlock, TextBlock]:
        return (
            TextBlock(self.where, BOLD, indent=self.column, after=0.0),
            TextBlock(self.services, TEXT, indent=self.column, after=0.6),
        )


@dataclass(frozen=True, slots=True)
class NamedText:
    """A bold name and, after it, plain words that go on over the lines."""

    name: str
    text: str

    def height(self, paper: PaperFormat) -> float:
        """Return the height of both parts."""
        return sum(block.height(paper) for block in self._texts())

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw both parts."""
        for block in self._texts():
            block.draw(canvas, paper, top)
            top -= block.height(paper)

    def _texts(self) -> tuple[TextBlock, TextBlock]:
        return TextBlock(self.name, BOLD, after=0.0), TextBlock(self.text, after=1.2)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A document with a box to tick."""

    name: str
    detail: str
    others: tuple[tuple[str, str], ...] = ()
    box: float = 3.6
    column: float = 5.8

    def height(self, paper: PaperFormat) -> float:
        """Return the height of all names and details."""
        return sum(text.height(paper) for text in self._texts())

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the box and the words."""
        canvas.setLineWidth(3 * DOT)
        side = self.box * MM
        canvas.rect((paper.left + 0.3) * MM, (top - 0.5) * MM - side, side, side)
        for text in self._texts():
            text.draw(canvas, paper, top)
            top -= text.height(paper)

    def _texts(self) -> list[TextBlock]:
        choices = ((self.name, self.detail), *self.others)
        words = [f"{name} ({detail})" if detail else name for name, detail in choices]
        last = len(words) - 1
        return [
            TextBlock(text, indent=self.column, after=0.9 if number == last else 0.0)
            for number, text in enumerate(words)
        ]


@dataclass(frozen=True, slots=True)
class QrFooter:
    """The QR left, in whole dots, with the code and further lines right of it.

    Where the paper is too narrow for that, they stand below it.
    """

    modules: Matrix
    code: str
    lines: Sequence[str]
    size: float = 9.6

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the taller side, or of both where they stand below each other."""
        words = (len(self.lines) + 1) * self._step + 2.0
        return max(self._side_mm, words) if self._beside(paper) else self._side_mm + words

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw code and lines."""
        dots_left, dots_top = round(paper.left / DOT * MM), round(top * MM / DOT)
        path = canvas.beginPath()
        for x, y, width, height in rectangles(self.modules):
            left = (dots_left + (x + 1) * MODULE_DOTS) * DOT
            low = (dots_top - (y + height + _QUIET_ABOVE) * MODULE_DOTS) * DOT
            path.rect(left, low, width * MODULE_DOTS * DOT, height * MODULE_DOTS * DOT)
        canvas.drawPath(path, stroke=0, fill=1)
        beside = self._beside(paper)
        left = (paper.left + (self._side_mm + 1.0 if beside else 0.0)) * MM
        y = top - 1.5 - (0.0 if beside else self._side_mm)
        for text, font, size in self._texts():
            canvas.setFont(font, size)
            canvas.drawString(left, y * MM - self.size, text)
            y -= self._step

    def _texts(self) -> Iterator[tuple[str, str, float]]:
        yield self.code, FIGURES, self.size
        for number, line in enumerate(self.lines):
            font = TEXT if number else FIGURES
            yield drawable(line, font), font, self.size - (number == 0)

    def _beside(self, paper: PaperFormat) -> bool:
        widest = max(text_width(*text) for text in self._texts())
        return self._side_mm + 1.0 + widest / MM <= paper.printable

    @property
    def _side_mm(self) -> float:
        return (len(self.modules) + QUIET) * MODULE_DOTS * DOT / MM

    @property
    def _step(self) -> float:
        return self.size * 1.36 / MM
