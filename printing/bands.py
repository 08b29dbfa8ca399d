"""A page's dots as a print head takes them: bands of rows, and paper fed where all is white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from printing.raster import Dots

MOST_ROWS = 240
"""Rows a band: many printers read only the low byte of the row count (ReceiptPrinterEncoder#16)."""

WORTH_A_FEED = 8
"""White rows (1 mm) from which on the paper is fed; fewer are printed white, without a halt."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of dots that follow each other without a gap, ``width_bytes`` a row."""

    width_bytes: int
    data: bytes

    @property
    def rows(self) -> int:
        """How many rows of dots it is high."""
        return len(self.data) // self.width_bytes

    @property
    def header(self) -> bytes:
        """The ESC/POS command that prints it, ``GS v 0`` at normal size, up to its data."""
        width, rows = self.width_bytes.to_bytes(2, "little"), self.rows.to_bytes(2, "little")
        return b"\x1dv0\0" + width + rows


@dataclass(frozen=True, slots=True)
class Feed:
    """White paper of so many rows, 1 or more; no limit."""

    rows: int


def bands(dots: Dots, most_rows: int = MOST_ROWS) -> Iterator[Band | Feed]:
    """Yield bands of at most ``most_rows`` and the white between, above and below them.

    No band begins or ends with a white row.
    """
    at = 0
    for first, end in _parts(dots.rows, most_rows):
        if first > at:
            yield Feed(first - at)
        yield Band(dots.width_bytes, b"".join(dots.rows[first:end]))
        at = end
    if at < len(dots.rows):
        yield Feed(len(dots.rows) - at)


def _parts(rows: list[bytes], most_rows: int) -> Iterator[tuple[int, int]]:
    """Yield first row and end of each band."""
    first = end = -1
    for number, row in enumerate(rows):
        if not row.strip(b"\0"):
            continue
        if first >= 0 and (number - end >= WORTH_A_FEED or number - first >= most_rows):
            yield first, end
            first = -1
        if first < 0:
            first = number
        end = number + 1
    if first >= 0:
        yield first, end
