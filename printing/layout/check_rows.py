"""Rows of the readiness report: a sign and a word for the state, then what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.health.check import State
from printing.layout.blocks import TextBlock
from printing.layout.fonts import BOLD
from printing.layout.page import MM, PaperFormat

SIGN_MM = 5.2
_COLUMN = 37.0
_WORD_AT = 8.0
_SMALL = 9.4

STATE_WORDS: Mapping[State, str] = {
    "pass": "Baik",
    "warn": "Perhatian",
    "fail": "Gagal",
    "skip": "Dilewati",
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: its state, title, words, and what else is to be said of it, line by line."""

    state: State
    title: str
    words: str
    more: tuple[str, ...] = ()
    after: float = 2.6

    def height(self, paper: PaperFormat) -> float:
        """Return the height of all lines, at least of the sign, and the space after them."""
        texts = sum(text.height(paper) for text in self._texts())
        return max(texts, SIGN_MM) + self.after

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw sign and word at the left, the lines beside them."""
        canvas.saveState()
        canvas.translate((paper.left + SIGN_MM / 2) * MM, (top - SIGN_MM / 2) * MM)
        canvas.setLineWidth(0.5 * MM)
        canvas.setLineCap(1)
        _SIGNS[self.state](canvas, SIGN_MM / 2 * MM)
        canvas.restoreState()
        word = TextBlock(STATE_WORDS[self.state], BOLD, indent=_WORD_AT, after=0.0)
        word.draw(canvas, paper, top)
        for text in self._texts():
            text.draw(canvas, paper, top)
            top -= text.height(paper)

    def _texts(self) -> list[TextBlock]:
        return [
            TextBlock(self.title, BOLD, indent=_COLUMN, after=0.0),
            TextBlock(self.words, indent=_COLUMN, after=0.2),
            *(TextBlock(line, size=_SMALL, indent=_COLUMN, after=0.2) for line in self.more),
        ]


def _tick(canvas: Any, radius: float) -> None:
    canvas.circle(0, 0, radius, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    _path(canvas, radius, (-0.45, 0.0), (-0.1, -0.35), (0.5, 0.35))


def _exclamation(canvas: Any, radius: float) -> None:
    path = canvas.beginPath()
    path.moveTo(0, radius)
    path.lineTo(radius, -0.85 * radius)
    path.lineTo(-radius, -0.85 * radius)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    _path(canvas, radius, (0.0, 0.25), (0.0, -0.2))
    _path(canvas, radius, (0.0, -0.55), (0.0, -0.55))


def _cross(canvas: Any, radius: float) -> None:
    canvas.rect(-radius, -radius, 2 * radius, 2 * radius, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    _path(canvas, radius, (-0.5, -0.5), (0.5, 0.5))
    _path(canvas, radius, (-0.5, 0.5), (0.5, -0.5))


def _dash(canvas: Any, radius: float) -> None:
    canvas.circle(0, 0, radius * 0.9, stroke=1, fill=0)
    _path(canvas, radius, (-0.4, 0.0), (0.4, 0.0))


def _path(canvas: Any, radius: float, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(points[0][0] * radius, points[0][1] * radius)
    for x, y in points[1:]:
        path.lineTo(x * radius, y * radius)
    canvas.drawPath(path, stroke=1, fill=0)


_SIGNS: Mapping[State, Callable[[Any, float], None]] = {
    "pass": _tick,
    "warn": _exclamation,
    "fail": _cross,
    "skip": _dash,
}
"""Four shapes that differ without any colour."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Lines to write on: each with its word below, side by side."""

    words: tuple[str, ...]
    before: float = 18.0
    gap: float = 8.0

    def height(self, paper: PaperFormat) -> float:
        """Return the height of the white to write in and of the words."""
        return self.before + TextBlock("x", size=_SMALL).height(paper)

    def draw(self, canvas: Any, paper: PaperFormat, top: float) -> None:
        """Draw the lines, equally wide."""
        wide = (paper.printable - self.gap * (len(self.words) - 1)) / len(self.words)
        base = top - self.before
        for number, word in enumerate(self.words):
            left = number * (wide + self.gap)
            canvas.setLineWidth(0.3 * MM)
            canvas.line(
                (paper.left + left) * MM, base * MM, (paper.left + left + wide) * MM, base * MM
            )
            TextBlock(word, size=_SMALL, indent=left).draw(canvas, paper, base - 1.0)
