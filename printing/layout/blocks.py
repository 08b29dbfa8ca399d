"""What a slip is built of: text, lines and white; each knows its height (mm) before it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from printing.layout.fonts import BOLD, TEXT, text_width
from printing.layout.page import DOT, MM, PaperFormat
from printing.layout.wrap import wrap

BODY = 10.8
"""Points of ordinary text: at least 10.5 on thermal paper (printing.md)."""

LEADING = 1.28

BEARING = 0.25
"""Millimetres left of all letters, since a j reaches out of its own width."""


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
    """Wrapped text in one font, indented by so many mm (centred text on both sides).

    Where one line is a little too narrow for it, its type may shrink to ``least`` points rather
    than to leave a word alone on the next. On cut paper ``with_next`` keeps it on the page of what
    follows.
    """

    text: str
    font: str = TEXT
    size: float = BODY
    align: Literal["left", "centre"] = "left"
    indent: float = 0.0
    after: float = 0.8
    least: float = math.inf
    with_next: bool = False

    def height(self, paper: PaperFormat) -> float:
        """Return the height of all lines and the space after them."""
        size = self._fitted(paper)
        return len(self._lines(paper, size)) * _step(size) + self.after

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the lines."""
        size = self._fitted(paper)
        canvas.setFont(self.font, size)
        for number, line in enumerate(self._lines(paper, size)):
            base = (top - number * _step(size)) * MM - size
            if self.align == "centre":
                canvas.drawCentredString(paper.width / 2 * MM, base, line)
            else:
                canvas.drawString((paper.left + self.indent + BEARING) * MM, base, line)

    def _fitted(self, paper: PaperFormat) -> float:
        if self.least >= self.size:
            return self.size
        # A hair less than fits, so that rounding does not break the line after all.
        fits = self._room(paper) / text_width(self.text or " ", self.font, 1.0) * 0.999
        return min(self.size, fits) if fits >= self.least else self.size

    def _lines(self, paper: PaperFormat, size: float) -> list[str]:
        return wrap(self.text, self.font, size, self._room(paper))

    def _room(self, paper: PaperFormat) -> float:
        sides = 2 if self.align == "centre" else 1
        return (paper.printable - sides * self.indent - BEARING) * MM


def _step(size: float) -> float:
    return size * LEADING / MM


@dataclass(frozen=True, slots=True)
class Framed:
    """Words nobody may miss, in a black frame: before a dash large, what follows it below.

    No inverse block, which would heat the print head and draw a dip in its power.
    """

    text: str
    border: float = 6 * DOT / MM
    padding: float = 1.8
    before: float = 1.8

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the words, the frame and the space above it."""
        words = sum(text.height(paper) for text in self._texts())
        return words + 2 * (self.border + self.padding) + self.before

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the frame and the words."""
        high = self.height(paper) - self.before - self.border
        wide = paper.printable - self.border
        left, edge = paper.left + self.border / 2, top - self.before - self.border / 2
        canvas.setLineWidth(self.border * MM)
        canvas.rect(left * MM, (edge - high) * MM, wide * MM, high * MM)
        top -= self.before + self.border + self.padding
        for text in self._texts():
            text.draw(canvas, paper, top)
            top -= text.height(paper)

    def _texts(self) -> list[TextBlock]:
        head, _, rest = self.text.partition(" — ")
        inset = self.border + self.padding
        first = TextBlock(head, BOLD, 16.0, "centre", inset, 0.0, least=12.0)
        return [first, TextBlock(rest, BOLD, 12.0, "centre", inset, 0.0)] if rest else [first]


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
