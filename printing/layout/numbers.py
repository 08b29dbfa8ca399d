"""The numbers: the first as large as the paper allows, the others in rows or, narrow, stacked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from printing.layout.blocks import BEARING, TextBlock
from printing.layout.fonts import BOLD, FIGURES, TEXT, text_width
from printing.layout.page import DOT, MM, PaperFormat

CAPITALS = 0.727
"""Height of a capital of the figures' font, as a part of its size."""


@dataclass(frozen=True, slots=True)
class BigLabel:
    """The first number: as large as the paper allows, at most ``size`` points."""

    label: str
    size: float = 74.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the capitals and the space around them."""
        return self._fitted(paper) * CAPITALS / MM + 6.0

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the label."""
        size = self._fitted(paper)
        canvas.setFont(FIGURES, size)
        canvas.drawString(
            (paper.left + BEARING) * MM, (top - 2.6) * MM - size * CAPITALS, self.label
        )

    def _fitted(self, paper: PaperFormat) -> float:
        wide = text_width(self.label, FIGURES, 100.0)
        return min(self.size, (paper.printable - 2 * BEARING) * MM / wide * 100.0)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A further number: its label left, where and what right of it.

    Narrow paper has no room for two columns: there where, the label and what follow each other in
    the order of the first number, with a thin ``line_above`` to part them from the stop before.
    """

    label: str
    where: str
    services: str
    size: float = 23.0
    column: float = 26.0
    line_above: bool = True

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the taller side, or of all that is stacked."""
        texts = sum(block.height(paper) for block in self._texts(paper))
        if paper.narrow:
            return self._above + texts + self._label_height(paper)
        return max(texts, self.size * CAPITALS / MM + 3.0) + 1.2

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw label and words."""
        where, services = self._texts(paper)
        label_top, services_top = top - 1.0, top - where.height(paper)
        if paper.narrow:
            if self.line_above:
                _draw_thin_line(canvas, paper, top - 0.8)
            top -= self._above
            label_top = top - where.height(paper) - 1.2
            services_top = top - where.height(paper) - self._label_height(paper)
        size = self._fitted(paper)
        canvas.setFont(FIGURES, size)
        canvas.drawString((paper.left + BEARING) * MM, label_top * MM - size * CAPITALS, self.label)
        where.draw(canvas, paper, top)
        services.draw(canvas, paper, services_top)

    def _fitted(self, paper: PaperFormat) -> float:
        room = paper.printable - 2 * BEARING if paper.narrow else self.column - 2.0
        most = _STACKED if paper.narrow else self.size
        return min(most, room * MM / text_width(self.label, FIGURES, 100.0) * 100.0)

    @property
    def _above(self) -> float:
        return _THIN_AND_WHITE if self.line_above else 0.0

    def _label_height(self, paper: PaperFormat) -> float:
        return self._fitted(paper) * CAPITALS / MM + 2.4

    def _texts(self, paper: PaperFormat) -> tuple[TextBlock, TextBlock]:
        indent = 0.0 if paper.narrow else self.column
        return (
            TextBlock(self.where, BOLD, indent=indent, after=0.0),
            TextBlock(self.services, TEXT, indent=indent, after=1.0 if paper.narrow else 0.6),
        )


_STACKED = 34.0
"""Points of a label that has the whole width of narrow paper."""

_THIN_AND_WHITE = 2.2


def _draw_thin_line(canvas: Any, paper: PaperFormat, y: float) -> None:
    canvas.setLineWidth(2 * DOT)
    canvas.line(paper.left * MM, y * MM, (paper.left + paper.printable) * MM, y * MM)
