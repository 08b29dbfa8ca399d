"""The print heads of the trade, and putting bands together again as a printer does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageChops

from printing.bands import Band, Feed
from printing.layout.page import FORMATS
from printing.raster import Dots, page_dots

HEADS = {
    ("80", 203.2): 576,
    ("58", 203.2): 384,
    ("80", 180.0): 512,
    ("58", 180.0): 344,
}
"""Dots of each roll's head. 48 mm at 180 dpi are 340.2 dots: 336 would cut 0.3 mm on both sides."""


def dots_of(pdf: bytes, paper: str, dpi: float) -> Dots:
    """Return the dots a printer of that roll burns."""
    return page_dots(pdf, dpi, FORMATS[paper].printable, HEADS[paper, dpi])


def picture(dots: Dots) -> Any:
    """Return dots as a picture of black on white."""
    size = (dots.width_bytes * 8, len(dots.rows))
    return ImageChops.invert(Image.frombytes("1", size, b"".join(dots.rows)).convert("L"))


def reassembled(parts: Iterable[Band | Feed], width_bytes: int) -> list[bytes]:
    """Return the rows a printer prints of bands and feeds."""
    rows: list[bytes] = []
    for part in parts:
        if isinstance(part, Feed):
            rows += [bytes(width_bytes)] * part.rows
            continue
        data = part.data
        rows += [data[at : at + width_bytes] for at in range(0, len(data), width_bytes)]
    return rows
