"""The documents to bring, each with a box to tick, and named texts above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from printing.layout.blocks import BODY, TextBlock
from printing.layout.fonts import BOLD, TEXT, text_width
from printing.layout.page import DOT, MM, PaperFormat


@dataclass(frozen=True, slots=True)
class NamedText:
    """A bold name and plain words, on one line where both fit it, otherwise the words below."""

    name: str
    text: str

    def height(self, paper: PaperFormat) -> float:
        """Return the height of both parts."""
        name, text = self._texts(paper)
        return text.height(paper) if text.indent else name.height(paper) + text.height(paper)

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw both parts."""
        name, text = self._texts(paper)
        name.draw(canvas, paper, top)
        text.draw(canvas, paper, top if text.indent else top - name.height(paper))

    def _texts(self, paper: PaperFormat) -> tuple[TextBlock, TextBlock]:
        beside = text_width(self.name, BOLD, BODY) / MM + 2.0
        fits = beside + text_width(self.text, TEXT, BODY) / MM <= paper.printable
        indent = beside if self.name and fits else 0.0
        return TextBlock(self.name, BOLD, after=0.0), TextBlock(self.text, indent=indent, after=1.2)


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
