"""A PDF page as dots, as a printer sees it: grey for pictures, one bit a dot for print heads."""

from __future__ import annotations

import importlib
import math
from dataclasses import dataclass
from typing import Any

DPI = 203.2
DOTS_PER_MM = 8
THRESHOLD = 160
"""Grey below which a dot is burnt."""

_BURNT = [255 if grey < THRESHOLD else 0 for grey in range(256)]


class TooWide(ValueError):
    """There is ink where the printer has no dots: the page was drawn for a wider paper."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A page as rows of so many bytes, eight dots a byte, the leftmost dot highest; 1 is black."""

    width_bytes: int
    rows: list[bytes]


def page_image(pdf: bytes, dpi: float = DPI) -> Any:
    """Return the first page as a grey Pillow image."""
    return _image(pdf, dpi, most_pages=None)


def page_dots(pdf: bytes, dpi: float, printable_mm: float, dots: int) -> Dots:
    """Return the only page as the ``dots`` (a multiple of 8) of a print head centred on it.

    ``printable_mm`` is the width ink may have, at ``dpi`` at most ``dots`` wide. A narrower page
    gets white on both sides.

    Raises:
        TooWide: There is ink beside the printable width.
        ValueError: ``dots`` is no multiple of 8, or the document has more than one page.
    """
    if dots % 8:
        raise ValueError(f"{dots} dots are no whole bytes: take a multiple of 8")
    image = _image(pdf, dpi, most_pages=1, burnt=True)
    left = (image.width - dots) // 2
    _assert_within(image, left, dots, printable_mm / 25.4 * dpi)
    packed: bytes = image.crop((left, 0, left + dots, image.height)).tobytes()
    wide = dots // 8
    return Dots(wide, [packed[at : at + wide] for at in range(0, len(packed), wide)])


def page_height_mm(pdf: bytes) -> int:
    """Return the height of the first page in whole mm, rounded up: the paper a roll gives."""
    pdfium: Any = importlib.import_module("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    try:
        points: float = document[0].get_size()[1]
    finally:
        document.close()
    return math.ceil(points / 72 * 25.4)


def _assert_within(image: Any, left: int, dots: int, room: float) -> None:
    """Fail where ink lies beside the head's ``dots`` or the ``room`` dots it may have."""
    box: tuple[int, int, int, int] | None = image.getbbox()
    if box is None:
        return
    first = max(left, math.floor((image.width - room) / 2))
    end = min(left + dots, math.ceil((image.width + room) / 2))
    # An edge on the last dot's edge may be rounded into the next dot; that one is cut.
    if box[0] < first - 1 or box[2] > end + 1:
        raise TooWide(
            f"there is ink from dot {box[0]} to {box[2]}, but this printer has dots only from"
            f" {first} to {end}: choose the paper width of this printer"
        )


def _image(pdf: bytes, dpi: float, most_pages: int | None, *, burnt: bool = False) -> Any:
    """Return the first page in grey, or in one bit a dot: no grey copy is made for that."""
    pdfium: Any = importlib.import_module("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    try:
        if most_pages is not None and len(document) > most_pages:
            raise ValueError(f"{len(document)} pages are no single strip of paper: draw a roll")
        page: Any = document[0]
        width, height = page.get_size()
        scale = _whole_dots_scale(width, height, dpi / 72)
        bitmap: Any = page.render(scale=scale, grayscale=True)
        grey = bitmap.to_pil()  # It looks at the bitmap's own memory.
        return grey.point(_BURNT, "1") if burnt else grey.convert("L")
    finally:
        document.close()


def _whole_dots_scale(width: float, height: float, scale: float) -> float:
    """Return the scale that makes both sides whole dots.

    Sides are rounded up after scaling: a ten-thousandth of a point too much, as PDF writes lengths,
    would otherwise become a whole dot and blur the page.
    """
    return min(round(side * scale) / side for side in (width, height)) * (1 - 1e-9)
