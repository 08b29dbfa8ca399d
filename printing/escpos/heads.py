"""Print heads: how many dots a printer of a paper width and resolution has in a row."""

from __future__ import annotations

from dataclasses import dataclass

from printing.layout.page import FORMATS, PaperFormat


@dataclass(frozen=True, slots=True)
class Head:
    """A head's resolution (dots an inch), its dots in a row, and the paper under it."""

    dpi: float
    dots: int
    paper: PaperFormat

    @property
    def dots_per_mm(self) -> float:
        """Dots in a millimetre, along and across."""
        return self.dpi / 25.4


_DOTS: dict[tuple[str, int], int] = {
    ("80", 203): 576,
    ("58", 203): 384,
    ("80", 180): 512,
    ("58", 180): 344,
}
"""Rows in whole bytes. 48 mm at 180 dpi are 340 dots; four white ones fill the last byte."""

_DPI = {203: 203.2, 180: 180.0}


def head_of(width: str, dpi: int) -> Head:
    """Return the head for a roll of ``width`` 80 or 58 at 203 or 180 dpi; ``KeyError`` else."""
    return Head(_DPI[dpi], _DOTS[width, dpi], FORMATS[width])
